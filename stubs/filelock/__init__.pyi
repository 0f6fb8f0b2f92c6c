"""The async locks derive from the blocking ones."""

from typing import Literal, overload

from noblock import blocking, nonblocking

class BaseFileLock:
    @overload
    @nonblocking
    def __init__(self, lock_file, timeout: Literal[0]) -> _Trying: ...
    @overload
    @nonblocking
    def __init__(self, lock_file, *, blocking: Literal[False]) -> _Trying: ...
    @overload
    @nonblocking
    def __init__(self): ...
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

@nonblocking
class _Trying(BaseFileLock):
    @nonblocking
    def __enter__(self): ...

class BaseAsyncFileLock:
    @nonblocking
    def __enter__(self): ...
    @nonblocking
    def acquire(self): ...
