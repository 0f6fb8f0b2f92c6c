from noblock import blocking

class HTTPAdapter:
    @blocking("http", use="httpx.AsyncHTTPTransport.handle_async_request")
    def send(self): ...
