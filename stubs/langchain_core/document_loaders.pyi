from noblock import blocking

class BaseLoader:
    @blocking("file", use="langchain_core.document_loaders.BaseLoader.aload")
    def load(self): ...
    @blocking("file")
    def load_and_split(self): ...
