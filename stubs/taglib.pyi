from noblock import blocking

class File:
    @blocking("file")
    def __init__(self): ...
    @blocking("file")
    def save(self): ...
