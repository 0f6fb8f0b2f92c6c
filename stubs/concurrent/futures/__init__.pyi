from typing import Literal, overload

from noblock import blocking, nonblocking, offload

@overload
@nonblocking
def wait(fs, timeout: Literal[0]): ...
@overload
@blocking("wait", use="asyncio.wait")
def wait(): ...
@overload
@nonblocking
def as_completed(fs, timeout: Literal[0]): ...
@overload
@blocking("wait")
def as_completed(): ...

class Future:
    @offload("fn")
    def add_done_callback(self, fn): ...
    @overload
    @nonblocking
    def exception(self, timeout: Literal[0]): ...
    @overload
    @blocking("wait", use="asyncio.wrap_future")
    def exception(self): ...
    @overload
    @nonblocking
    def result(self, timeout: Literal[0]): ...
    @overload
    @blocking("wait", use="asyncio.wrap_future")
    def result(self): ...

class Executor:
    @blocking("wait")
    def __exit__(self): ...
    @blocking("wait", use="asyncio.AbstractEventLoop.run_in_executor")
    @offload("fn")
    def map(self, fn): ...
    @overload
    @nonblocking
    def shutdown(self, wait: Literal[False, 0]): ...
    @overload
    @blocking("wait")
    def shutdown(self): ...
    @offload("fn")
    def submit(self, fn): ...

class ThreadPoolExecutor:
    @offload("initializer")
    def __init__(self, max_workers, thread_name_prefix, initializer): ...

class ProcessPoolExecutor:
    @offload("initializer")
    def __init__(self, max_workers, mp_context, initializer): ...

class InterpreterPoolExecutor:
    @offload("initializer")
    def __init__(self, max_workers, thread_name_prefix, initializer): ...
