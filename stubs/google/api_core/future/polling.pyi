from noblock import blocking

class PollingFuture:
    @blocking("network")
    def exception(self): ...
    @blocking("network")
    def result(self): ...
