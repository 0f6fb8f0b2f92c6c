"""The async locks derive from the blocking ones."""

from typing import Literal, overload

from noblock import blocking, nonblocking

class BaseFileLock:
    @blocking("wait")
    def __enter__(self): ...
    @overload
    @nonblocking
    def acquire(self, timeout: Literal[0]): ...
    @overload
    @nonblocking
    def acquire(self, *, blocking: Literal[False]): ...
    @overload
    @blocking("wait")
    def acquire(self): ...

class BaseAsyncFileLock:
    @nonblocking
    def __enter__(self): ...
    @nonblocking
    def acquire(self): ...
