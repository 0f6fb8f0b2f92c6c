from noblock import blocking

class TransactGet:
    @blocking("database")
    def __exit__(self): ...

class TransactWrite:
    @blocking("database")
    def __exit__(self): ...
