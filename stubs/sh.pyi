from noblock import blocking

class Command:
    @blocking("subprocess")
    def __call__(self): ...
    def bake(self) -> Command: ...

class RunningCommand:
    @blocking("wait")
    def wait(self) -> RunningCommand: ...
