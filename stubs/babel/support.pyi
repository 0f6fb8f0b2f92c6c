from noblock import blocking

class Translations:
    @blocking("file")
    def load(self): ...
