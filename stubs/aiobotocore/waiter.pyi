from noblock import nonblocking

class AIOWaiter:
    @nonblocking
    def wait(self): ...
