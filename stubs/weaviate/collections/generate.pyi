from noblock import blocking

@blocking("database")
class _GenerateCollection: ...
