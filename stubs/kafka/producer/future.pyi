from noblock import blocking

class FutureRecordMetadata:
    @blocking("wait")
    def get(self): ...
