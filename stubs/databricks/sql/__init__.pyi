from noblock import blocking

@blocking("database")
def connect(): ...
