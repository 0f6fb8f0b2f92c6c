from noblock import blocking

@blocking("database")
class _DataCollection: ...
