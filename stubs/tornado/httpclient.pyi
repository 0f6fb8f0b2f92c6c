from noblock import blocking

class HTTPClient:
    @blocking("http", use="tornado.httpclient.AsyncHTTPClient.fetch")
    def fetch(self): ...
