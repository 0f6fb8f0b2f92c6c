from noblock import blocking

class Locale:
    @blocking("cached")
    def parse(self): ...
