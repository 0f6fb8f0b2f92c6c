from noblock import blocking

import langchain_core.runnables

class BaseRetriever(langchain_core.runnables.RunnableSerializable):
    @blocking("network", use="langchain_core.retrievers.BaseRetriever.ainvoke")
    def invoke(self): ...
