from noblock import blocking

@blocking("file")
def from_file(): ...

class Magic:
    @blocking("file")
    def __init__(self): ...
    @blocking("file")
    def from_file(self): ...
