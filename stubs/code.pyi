from noblock import blocking

@blocking("input")
def interact(): ...

class InteractiveConsole:
    @blocking("input")
    def interact(self): ...
    @blocking("input")
    def raw_input(self): ...
