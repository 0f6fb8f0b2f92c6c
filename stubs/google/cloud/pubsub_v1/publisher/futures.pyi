from noblock import blocking

class Future:
    @blocking("wait")
    def exception(self): ...
    @blocking("wait")
    def result(self): ...
