from noblock import blocking

class MySQLCursor:
    @blocking("database")
    def __iter__(self): ...
    @blocking("database")
    def __next__(self): ...
