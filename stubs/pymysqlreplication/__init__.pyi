from noblock import blocking

class BinLogStreamReader:
    @blocking("database")
    def fetchone(self): ...
    @blocking("database")
    def __iter__(self): ...
