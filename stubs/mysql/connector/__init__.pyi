from noblock import blocking

@blocking("database", use="mysql.connector.aio.connect")
def connect(): ...
