from noblock import blocking

class FileOutput:
    @blocking("http")
    def __iter__(self): ...
    @blocking("http", use="replicate.helpers.FileOutput.aread")
    def read(self): ...
