from noblock import blocking

class Http:
    @blocking("http", use="httpx.AsyncClient.request")
    def request(self): ...
