from noblock import blocking, nonblocking

class Paginator:
    @nonblocking
    def paginate(self) -> PageIterator: ...

class PageIterator:
    @blocking("network")
    def build_full_result(self): ...
    @blocking("network")
    def __iter__(self): ...
