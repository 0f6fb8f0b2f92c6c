from typing import Literal, overload

from noblock import blocking, nonblocking

class Queue:
    @overload
    @nonblocking
    def get(self, block: Literal[False, 0]): ...
    @overload
    @nonblocking
    def get(self, *, timeout: Literal[0]): ...
    @overload
    @nonblocking
    def get(self, block, timeout: Literal[0]): ...
    @overload
    @blocking("wait", use="asyncio.Queue.get")
    def get(self): ...
    @blocking("wait", use="asyncio.Queue.join")
    def join(self): ...
    # A queue without a limit, the usual kind, only takes a lock.
    @overload
    @nonblocking
    def put(self, item, block: Literal[False, 0]): ...
    @overload
    @nonblocking
    def put(self, *, timeout: Literal[0]): ...
    @overload
    @nonblocking
    def put(self, item, block, timeout: Literal[0]): ...
    @overload
    @blocking("lock", use="asyncio.Queue.put")
    def put(self): ...

class SimpleQueue:
    @overload
    @nonblocking
    def get(self, block: Literal[False, 0]): ...
    @overload
    @nonblocking
    def get(self, *, timeout: Literal[0]): ...
    @overload
    @nonblocking
    def get(self, block, timeout: Literal[0]): ...
    @overload
    @blocking("wait", use="asyncio.Queue.get")
    def get(self): ...
