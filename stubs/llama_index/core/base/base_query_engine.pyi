from noblock import blocking

class BaseQueryEngine:
    @blocking("http", use="llama_index.core.base.base_query_engine.BaseQueryEngine.aquery")
    def query(self): ...
    @blocking("http", use="llama_index.core.base.base_query_engine.BaseQueryEngine.asynthesize")
    def synthesize(self): ...
