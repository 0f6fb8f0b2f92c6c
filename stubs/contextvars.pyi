from noblock import calls

class Context:
    @calls("callable")
    def run(self, callable): ...
