from noblock import blocking

class Job:
    @blocking("wait")
    def result(self): ...
    @blocking("wait")
    def __next__(self): ...
