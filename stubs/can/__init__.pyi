from typing import Literal, overload

from noblock import blocking, nonblocking

class BusABC:
    @overload
    @nonblocking
    def recv(self, timeout: Literal[0]): ...
    @overload
    @blocking("network")
    def recv(self): ...
    @blocking("network")
    def send(self): ...
    @blocking("network")
    def __iter__(self): ...
