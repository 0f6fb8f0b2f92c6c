from noblock import blocking, offload

class BaseContext:
    @blocking("subprocess")
    def Manager(self): ...
    @blocking("subprocess")
    @offload("initializer")
    def Pool(self, processes, initializer): ...
