from noblock import blocking

class VerificationCheckList:
    @blocking(
        "http",
        use="twilio.rest.verify.v2.service.verification_check.VerificationCheckList.create_async",
    )
    def create(self): ...
