from typing import Literal, overload

from noblock import blocking, nonblocking

class InterProcessLock:
    @blocking("wait")
    def __enter__(self): ...
    @overload
    @nonblocking
    def acquire(self, blocking: Literal[False]): ...
    @overload
    @blocking("wait")
    def acquire(self): ...

class InterProcessReaderWriterLock:
    @blocking("wait")
    def read_lock(self): ...
    @blocking("wait")
    def write_lock(self): ...
    @overload
    @nonblocking
    def acquire_read_lock(self, blocking: Literal[False]): ...
    @overload
    @blocking("wait")
    def acquire_read_lock(self): ...
    @overload
    @nonblocking
    def acquire_write_lock(self, blocking: Literal[False]): ...
    @overload
    @blocking("wait")
    def acquire_write_lock(self): ...

class ReaderWriterLock:
    @blocking("wait")
    def read_lock(self): ...
    @blocking("wait")
    def write_lock(self): ...
