from typing import Literal, overload

from noblock import blocking, nonblocking

@blocking("loop")
def loop(): ...
@overload
@nonblocking
def poll(timeout: Literal[0]): ...
@overload
@blocking("wait")
def poll(timeout): ...
@overload
@nonblocking
def poll(): ...
@overload
@nonblocking
def poll2(timeout: Literal[0]): ...
@overload
@blocking("wait")
def poll2(timeout): ...
@overload
@nonblocking
def poll2(): ...
