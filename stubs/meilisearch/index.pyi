from noblock import blocking

@blocking("database")
class Index: ...
