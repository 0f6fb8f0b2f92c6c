from noblock import calls

@calls("iterable")
def reader(iterable): ...

class DictReader:
    @calls("f")
    def __init__(self, f): ...
