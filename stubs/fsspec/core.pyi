from noblock import blocking

class OpenFile:
    @blocking("file")
    def __enter__(self): ...
    @blocking("file")
    def open(self): ...

class OpenFiles:
    @blocking("file")
    def __enter__(self): ...
