from noblock import blocking

class Dialog:
    @blocking("input")
    def __init__(self): ...
