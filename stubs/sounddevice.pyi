from typing import Literal, overload

from noblock import blocking, nonblocking

@overload
@blocking("wait")
def play(*, blocking: Literal[True]): ...
@overload
@nonblocking
def play(): ...
@overload
@blocking("wait")
def playrec(*, blocking: Literal[True]): ...
@overload
@nonblocking
def playrec(): ...
@overload
@blocking("wait")
def rec(*, blocking: Literal[True]): ...
@overload
@nonblocking
def rec(): ...
@blocking("wait")
def wait(): ...

class InputStream:
    @blocking("wait")
    def read(self): ...

class OutputStream:
    @blocking("wait")
    def write(self): ...

class Stream(InputStream, OutputStream): ...
