from noblock import blocking

class Goose:
    @blocking("http")
    def extract(self): ...
