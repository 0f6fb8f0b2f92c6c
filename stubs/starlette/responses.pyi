from noblock import offload

class StreamingResponse:
    @offload("content")
    def __init__(self, content): ...
