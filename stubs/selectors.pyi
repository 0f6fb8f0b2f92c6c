from typing import Literal, overload

from noblock import blocking, nonblocking

class BaseSelector:
    @overload
    @nonblocking
    def select(self, timeout: Literal[0]): ...
    @overload
    @blocking("wait")
    def select(self): ...
