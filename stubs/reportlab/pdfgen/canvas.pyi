from noblock import blocking

class Canvas:
    @blocking("file")
    def save(self): ...
