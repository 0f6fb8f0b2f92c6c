from noblock import blocking

class Reader:
    @blocking("file")
    def __init__(self): ...
