from noblock import blocking

class Runner:
    @blocking("loop", use="agents.Runner.run")
    def run_sync(self): ...
