from typing import Literal, overload

from noblock import blocking, nonblocking

import psycopg

class ConnectionPool:
    @blocking("database", use="psycopg_pool.AsyncConnectionPool.getconn")
    def getconn(self) -> psycopg.Connection: ...
    @blocking("database", use="psycopg_pool.AsyncConnectionPool.wait")
    def wait(self): ...
    @blocking("database", use="psycopg_pool.AsyncConnectionPool.check")
    def check(self): ...
    @blocking("database")
    def connection(self): ...
    @overload
    @blocking("database", use="psycopg_pool.AsyncConnectionPool.open")
    def open(self, wait: Literal[True]): ...
    @overload
    @nonblocking
    def open(self): ...
