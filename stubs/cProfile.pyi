from noblock import blocking, calls

class Profile:
    @blocking("file")
    def dump_stats(self): ...
    @calls("func")
    def runcall(self, func): ...
