from noblock import blocking

class AudioClient:
    @blocking("http")
    def generate(self): ...
