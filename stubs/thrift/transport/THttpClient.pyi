from noblock import blocking

class THttpClient:
    @blocking("http")
    def flush(self): ...
