from noblock import blocking

class ScalableMixin:
    @blocking("http")
    def scale(self): ...
