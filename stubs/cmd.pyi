from noblock import blocking

class Cmd:
    @blocking("input")
    def cmdloop(self): ...
