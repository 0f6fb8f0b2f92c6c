from noblock import blocking

class netrc:
    @blocking("file")
    def __init__(self): ...
