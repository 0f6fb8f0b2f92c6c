from noblock import blocking

class Metrics:
    @blocking("http", use="typesense.async_.metrics.AsyncMetrics.retrieve")
    def retrieve(self): ...
