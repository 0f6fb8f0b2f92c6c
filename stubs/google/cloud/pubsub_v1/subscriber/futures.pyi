from noblock import blocking

class StreamingPullFuture:
    @blocking("wait")
    def exception(self): ...
    @blocking("wait")
    def result(self): ...
