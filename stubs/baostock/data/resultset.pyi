from noblock import blocking

class ResultData:
    @blocking("network")
    def next(self): ...
    @blocking("network")
    def get_data(self): ...
