from noblock import blocking

class Textbox:
    @blocking("input")
    def edit(self): ...
