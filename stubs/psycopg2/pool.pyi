from noblock import blocking

import psycopg2.extensions

class SimpleConnectionPool:
    @blocking("database")
    def __init__(self): ...
    @blocking("database")
    def getconn(self) -> psycopg2.extensions.connection: ...

class ThreadedConnectionPool:
    @blocking("database")
    def __init__(self): ...
    @blocking("database")
    def getconn(self) -> psycopg2.extensions.connection: ...
