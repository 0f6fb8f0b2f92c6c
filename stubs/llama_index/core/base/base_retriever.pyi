from noblock import blocking

class BaseRetriever:
    @blocking("http", use="llama_index.core.base.base_retriever.BaseRetriever.aretrieve")
    def retrieve(self): ...
