from noblock import blocking

@blocking("http")
def load() -> M3U8: ...

class M3U8:
    @blocking("file")
    def dump(self): ...
