from typing import Literal, overload

from noblock import blocking, calls, nonblocking

class SemLock:
    @blocking("lock", use="asyncio.Lock.acquire")
    def __enter__(self): ...
    @overload
    @nonblocking
    def acquire(self, block: Literal[False, 0]): ...
    @overload
    @nonblocking
    def acquire(self, *, timeout: Literal[0]): ...
    @overload
    @blocking("lock", use="asyncio.Lock.acquire")
    def acquire(self): ...

class Condition:
    @blocking("lock", use="asyncio.Condition.acquire")
    def __enter__(self): ...
    @overload
    @nonblocking
    def wait(self, timeout: Literal[0]): ...
    @overload
    @blocking("wait", use="asyncio.Condition.wait")
    def wait(self): ...
    @blocking("wait", use="asyncio.Condition.wait_for")
    @calls("predicate")
    def wait_for(self, predicate): ...

class Event:
    @overload
    @nonblocking
    def wait(self, timeout: Literal[0]): ...
    @overload
    @blocking("wait", use="asyncio.Event.wait")
    def wait(self): ...
