from noblock import blocking

class Dialog:
    @blocking("input")
    def show(self): ...
