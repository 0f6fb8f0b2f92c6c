from noblock import blocking

import pymysql.connections

@blocking("database")
def connect() -> pymysql.connections.Connection: ...
@blocking("database")
def Connect() -> pymysql.connections.Connection: ...
