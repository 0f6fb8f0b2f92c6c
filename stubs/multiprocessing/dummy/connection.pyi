from noblock import blocking

class Listener:
    @blocking("wait")
    def accept(self): ...
