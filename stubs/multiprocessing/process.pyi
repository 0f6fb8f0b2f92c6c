from typing import Literal, overload

from noblock import blocking, nonblocking, offload

class BaseProcess:
    @offload("target")
    def __init__(self, group, target): ...
    @overload
    @nonblocking
    def join(self, timeout: Literal[0]): ...
    @overload
    @blocking("wait")
    def join(self): ...
    @blocking("subprocess")
    def start(self): ...
