from typing import Literal, overload

from noblock import blocking, nonblocking

@overload
@nonblocking
def select(rlist, wlist, xlist, timeout: Literal[0]): ...
@overload
@blocking("wait")
def select(): ...

class epoll:
    @overload
    @nonblocking
    def poll(self, timeout: Literal[0]): ...
    @overload
    @blocking("wait")
    def poll(self): ...

class kqueue:
    @overload
    @nonblocking
    def control(self, changelist, maxevents: Literal[0]): ...
    @overload
    @nonblocking
    def control(self, changelist, maxevents, timeout: Literal[0]): ...
    @overload
    @blocking("wait")
    def control(self): ...

class poll:
    @overload
    @nonblocking
    def poll(self, timeout: Literal[0]): ...
    @overload
    @blocking("wait")
    def poll(self): ...
