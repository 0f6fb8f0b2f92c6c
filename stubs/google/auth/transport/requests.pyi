from noblock import blocking

class Request:
    @blocking("http")
    def __call__(self): ...

class AuthorizedSession:
    @blocking("http")
    def request(self): ...
