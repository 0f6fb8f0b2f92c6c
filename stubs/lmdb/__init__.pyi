from typing import Literal, overload

from noblock import blocking, nonblocking

# A write transaction waits for the one before it; a read transaction does not.

@blocking("database")
def open() -> Environment: ...

class Environment:
    @blocking("database")
    def __init__(self): ...
    @blocking("database")
    def copy(self): ...
    @blocking("database")
    def copyfd(self): ...
    @blocking("database")
    def sync(self): ...
    @overload
    @blocking("database")
    def begin(self, *, write: Literal[True]) -> Transaction: ...
    @overload
    @nonblocking
    def begin(self) -> Transaction: ...

class Transaction:
    @blocking("database")
    def commit(self): ...
    @property
    def env(self) -> Environment: ...
