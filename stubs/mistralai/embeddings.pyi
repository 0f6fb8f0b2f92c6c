from noblock import blocking

class Embeddings:
    @blocking("http", use="mistralai.embeddings.Embeddings.create_async")
    def create(self): ...
