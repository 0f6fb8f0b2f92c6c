import twilio.rest.lookups.v2

class Lookups:
    @property
    def v2(self) -> twilio.rest.lookups.v2.V2: ...
