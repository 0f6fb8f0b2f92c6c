from noblock import blocking

import MySQLdb.connections

@blocking("database")
def connect() -> MySQLdb.connections.Connection: ...
@blocking("database")
def Connect() -> MySQLdb.connections.Connection: ...
