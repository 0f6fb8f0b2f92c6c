from noblock import blocking

class BaseReader:
    @blocking("file", use="llama_index.core.readers.base.BaseReader.aload_data")
    def load_data(self): ...
