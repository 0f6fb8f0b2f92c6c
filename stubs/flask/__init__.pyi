from noblock import blocking

class Flask:
    @blocking("network")
    def run(self): ...
