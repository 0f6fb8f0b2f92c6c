from typing import Literal, overload

from noblock import blocking, calls, nonblocking, offload

class Interpreter:
    @calls("callable")
    def call(self, callable): ...
    @offload("callable")
    def call_in_thread(self, callable): ...

class Queue:
    @overload
    @nonblocking
    def get(self, block: Literal[False, 0]): ...
    @overload
    @nonblocking
    def get(self, *, timeout: Literal[0]): ...
    @overload
    @blocking("wait", use="asyncio.Queue.get")
    def get(self): ...
    @overload
    @nonblocking
    def put(self, obj, block: Literal[False, 0]): ...
    @overload
    @nonblocking
    def put(self, *, timeout: Literal[0]): ...
    @overload
    @blocking("wait", use="asyncio.Queue.put")
    def put(self): ...
