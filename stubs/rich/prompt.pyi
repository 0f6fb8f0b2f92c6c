from noblock import blocking

class PromptBase:
    @blocking("input")
    def ask(self): ...
    @blocking("input")
    def __call__(self): ...
