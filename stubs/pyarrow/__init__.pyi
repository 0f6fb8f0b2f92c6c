from noblock import blocking

@blocking("file")
def memory_map(): ...

class OSFile:
    @blocking("file")
    def __init__(self): ...
