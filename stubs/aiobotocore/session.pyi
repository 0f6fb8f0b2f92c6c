from noblock import nonblocking

class AioSession:
    @nonblocking
    def create_client(self): ...
