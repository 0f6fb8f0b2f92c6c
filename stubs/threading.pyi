from typing import Literal, overload

from noblock import blocking, calls, nonblocking, offload

class Lock:
    @blocking("lock", use="asyncio.Lock.acquire")
    def __enter__(self): ...
    @overload
    @nonblocking
    def acquire(self, blocking: Literal[False, 0]): ...
    @overload
    @nonblocking
    def acquire(self, *, timeout: Literal[0]): ...
    @overload
    @blocking("lock", use="asyncio.Lock.acquire")
    def acquire(self): ...
    @overload
    @nonblocking
    def acquire_lock(self, blocking: Literal[False, 0]): ...
    @overload
    @nonblocking
    def acquire_lock(self, *, timeout: Literal[0]): ...
    @overload
    @blocking("lock", use="asyncio.Lock.acquire")
    def acquire_lock(self): ...

class RLock:
    @blocking("lock", use="asyncio.Lock.acquire")
    def __enter__(self): ...
    @overload
    @nonblocking
    def acquire(self, blocking: Literal[False, 0]): ...
    @overload
    @nonblocking
    def acquire(self, *, timeout: Literal[0]): ...
    @overload
    @blocking("lock", use="asyncio.Lock.acquire")
    def acquire(self): ...

class Semaphore:
    @blocking("lock", use="asyncio.Semaphore.acquire")
    def __enter__(self): ...
    @overload
    @nonblocking
    def acquire(self, blocking: Literal[False, 0]): ...
    @overload
    @nonblocking
    def acquire(self, *, timeout: Literal[0]): ...
    @overload
    @blocking("lock", use="asyncio.Semaphore.acquire")
    def acquire(self): ...

class Condition:
    @blocking("lock", use="asyncio.Condition.acquire")
    def __enter__(self): ...
    @overload
    @nonblocking
    def acquire(self, blocking: Literal[False, 0]): ...
    @overload
    @nonblocking
    def acquire(self, *, timeout: Literal[0]): ...
    @overload
    @blocking("lock", use="asyncio.Condition.acquire")
    def acquire(self): ...
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

class Barrier:
    @offload("action")
    def __init__(self, parties, action): ...
    @blocking("wait", use="asyncio.Barrier.wait")
    def wait(self): ...

class Thread:
    @offload("target")
    def __init__(self, group, target): ...
    @overload
    @nonblocking
    def join(self, timeout: Literal[0]): ...
    @overload
    @blocking("wait")
    def join(self): ...

class Timer:
    @offload("function")
    def __init__(self, interval, function): ...
