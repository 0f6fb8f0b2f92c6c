from noblock import blocking

@blocking("file")
def load(): ...

class Language:
    @blocking("file")
    def from_disk(self): ...
    @blocking("file")
    def to_disk(self): ...
