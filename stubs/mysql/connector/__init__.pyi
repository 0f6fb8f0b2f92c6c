from noblock import blocking
import mysql.connector.abstracts

@blocking("database", use="mysql.connector.aio.connect")
def connect(): ...

class MySQLConnection(mysql.connector.abstracts.MySQLConnectionAbstract): ...

@blocking("database", use="mysql.connector.aio.connect")
def Connect(): ...
