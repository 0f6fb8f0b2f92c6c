from noblock import blocking

class Quart:
    @blocking("loop", use="quart.Quart.run_task")
    def run(self): ...
