from noblock import blocking

class CancellableStream:
    @blocking("network")
    def __next__(self): ...
    @blocking("network")
    def next(self): ...
