import twilio.rest.verify.v2

class Verify:
    @property
    def v2(self) -> twilio.rest.verify.v2.V2: ...
