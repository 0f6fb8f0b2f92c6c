from noblock import blocking

class Watch:
    @blocking("network")
    def stream(self): ...
