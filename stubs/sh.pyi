from noblock import blocking

class Command:
    @blocking("subprocess")
    def __call__(self): ...

class RunningCommand:
    @blocking("wait")
    def wait(self): ...
