from noblock import blocking

class TracerProvider:
    @blocking("network")
    def force_flush(self): ...
    @blocking("network")
    def shutdown(self): ...
