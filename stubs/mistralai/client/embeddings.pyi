from noblock import blocking

class Embeddings:
    @blocking("http", use="mistralai.client.embeddings.Embeddings.create_async")
    def create(self): ...
