from noblock import blocking

class Console:
    @blocking("command")
    def input(self): ...
