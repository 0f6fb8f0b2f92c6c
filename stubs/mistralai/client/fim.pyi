from noblock import blocking

class Fim:
    @blocking("http", use="mistralai.client.fim.Fim.complete_async")
    def complete(self): ...
    @blocking("http", use="mistralai.client.fim.Fim.stream_async")
    def stream(self): ...
