from noblock import blocking

class Client:
    @blocking("http")
    def query(self): ...
