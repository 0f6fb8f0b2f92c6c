from noblock import blocking

class Stats:
    @blocking("file")
    def dump_stats(self): ...
