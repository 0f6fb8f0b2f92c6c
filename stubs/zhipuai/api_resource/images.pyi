from noblock import blocking

class Images:
    @blocking("http")
    def generations(self): ...
