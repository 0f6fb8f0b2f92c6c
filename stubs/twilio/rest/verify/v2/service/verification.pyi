from noblock import blocking

class VerificationList:
    @blocking("http", use="twilio.rest.verify.v2.service.verification.VerificationList.create_async")
    def create(self): ...
