from noblock import blocking

class AnyIterator:
    @blocking("http")
    def __next__(self): ...
