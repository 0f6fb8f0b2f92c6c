from noblock import blocking

class API:
    @blocking("http")
    def query_public(self): ...
    @blocking("http")
    def query_private(self): ...
