from noblock import blocking

class HttpRequest:
    @blocking("http")
    def execute(self): ...
    @blocking("http")
    def next_chunk(self): ...

class BatchHttpRequest:
    @blocking("http")
    def execute(self): ...

class MediaIoBaseDownload:
    @blocking("http")
    def next_chunk(self): ...

class MediaFileUpload:
    @blocking("file")
    def __init__(self): ...
