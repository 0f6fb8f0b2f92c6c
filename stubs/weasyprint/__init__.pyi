from noblock import blocking

class HTML:
    @blocking("cpu")
    def render(self): ...
    @blocking("cpu")
    def write_pdf(self): ...
