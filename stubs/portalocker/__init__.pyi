from typing import Literal, overload

from noblock import blocking, nonblocking

class Lock:
    @blocking("wait")
    def __enter__(self): ...
    @overload
    @nonblocking
    def acquire(self, timeout: Literal[0]): ...
    @overload
    @blocking("wait")
    def acquire(self): ...

class RedisLock:
    @blocking("wait")
    def __enter__(self): ...
    @overload
    @nonblocking
    def acquire(self, timeout: Literal[0]): ...
    @overload
    @blocking("wait")
    def acquire(self): ...
