from noblock import blocking

class Embeddings:
    @blocking("http", use="langchain_core.embeddings.Embeddings.aembed_documents")
    def embed_documents(self): ...
    @blocking("http", use="langchain_core.embeddings.Embeddings.aembed_query")
    def embed_query(self): ...
