from noblock import blocking

class Embeddings:
    @blocking("http")
    def create(self): ...
