from noblock import blocking

class Consumer:
    @blocking("http")
    def send(self): ...
