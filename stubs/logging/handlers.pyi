from noblock import blocking

class QueueListener:
    @blocking("wait")
    def __exit__(self): ...
    @blocking("wait")
    def stop(self): ...
