from noblock import blocking

class Pregel:
    @blocking("http", use="langgraph.pregel.Pregel.ainvoke")
    def invoke(self): ...
    @blocking("http")
    def stream(self): ...
