from noblock import blocking

class LoggerProvider:
    @blocking("network")
    def force_flush(self): ...
    @blocking("network")
    def shutdown(self): ...
