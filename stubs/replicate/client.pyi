from noblock import blocking

class Client:
    @blocking("http", use="replicate.client.Client.async_run")
    def run(self): ...
    @blocking("http")
    def stream(self): ...
