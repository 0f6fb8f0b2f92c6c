from noblock import blocking

class SendGridAPIClient:
    @blocking("http")
    def send(self): ...
