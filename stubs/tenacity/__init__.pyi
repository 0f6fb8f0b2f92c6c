from noblock import blocking, calls

class Retrying:
    @calls("fn")
    def __call__(self, fn): ...
    @blocking("sleep")
    def __iter__(self): ...
