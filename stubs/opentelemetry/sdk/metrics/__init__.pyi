from noblock import blocking

class MeterProvider:
    @blocking("network")
    def force_flush(self): ...
    @blocking("network")
    def shutdown(self): ...
