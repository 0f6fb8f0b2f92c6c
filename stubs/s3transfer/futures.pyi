from noblock import blocking

class TransferFuture:
    @blocking("network")
    def result(self): ...
