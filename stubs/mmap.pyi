from noblock import blocking

class mmap:
    @blocking("file")
    def flush(self): ...
