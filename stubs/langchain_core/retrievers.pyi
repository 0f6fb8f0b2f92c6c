from noblock import blocking

class BaseRetriever:
    @blocking("network", use="langchain_core.retrievers.BaseRetriever.ainvoke")
    def invoke(self): ...
