import twilio.rest.verify.v2.service

class V2:
    @property
    def services(self) -> twilio.rest.verify.v2.service.ServiceList: ...
