from noblock import blocking

class Completions:
    @blocking("http")
    def create(self): ...
