from noblock import blocking

class Scrypt:
    @blocking("cpu")
    def derive(self): ...
    @blocking("cpu")
    def verify(self): ...
