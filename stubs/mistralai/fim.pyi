from noblock import blocking

class Fim:
    @blocking("http", use="mistralai.fim.Fim.complete_async")
    def complete(self): ...
    @blocking("http", use="mistralai.fim.Fim.stream_async")
    def stream(self): ...
