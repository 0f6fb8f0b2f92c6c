from noblock import blocking

class Agents:
    @blocking("http", use="mistralai.agents.Agents.complete_async")
    def complete(self): ...
    @blocking("http", use="mistralai.agents.Agents.stream_async")
    def stream(self): ...
