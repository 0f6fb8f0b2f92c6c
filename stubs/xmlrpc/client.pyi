from noblock import blocking

class MultiCall:
    @blocking("http")
    def __call__(self): ...

class Transport:
    @blocking("http")
    def request(self): ...
    @blocking("http")
    def send_request(self): ...
    @blocking("http")
    def single_request(self): ...

class _Method:
    @blocking("http")
    def __call__(self): ...
