from noblock import blocking

class Credentials:
    @blocking("http")
    def refresh(self): ...
    @blocking("http")
    def before_request(self): ...
