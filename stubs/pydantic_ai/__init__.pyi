from noblock import blocking

class Agent:
    @blocking("loop", use="pydantic_ai.Agent.run")
    def run_sync(self): ...
