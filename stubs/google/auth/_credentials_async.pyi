from noblock import nonblocking

class Credentials:
    @nonblocking
    def before_request(self): ...
    @nonblocking
    def refresh(self): ...
