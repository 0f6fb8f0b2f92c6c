from noblock import blocking

class FileType:
    @blocking("file")
    def __call__(self): ...
