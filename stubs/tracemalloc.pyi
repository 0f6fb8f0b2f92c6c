from noblock import blocking

class Snapshot:
    @blocking("file")
    def dump(self): ...
    @blocking("file")
    def load(self): ...
