from noblock import blocking

class Console:
    @blocking("input")
    def input(self): ...
