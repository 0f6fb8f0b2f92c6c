from typing import overload

from noblock import blocking, nonblocking

@blocking("sleep")
def wait(): ...
@blocking("sleep")
def delay(): ...

class Clock:
    @overload
    @blocking("sleep")
    def tick(self, framerate): ...
    @overload
    @nonblocking
    def tick(self): ...
    @overload
    @blocking("sleep")
    def tick_busy_loop(self, framerate): ...
    @overload
    @nonblocking
    def tick_busy_loop(self): ...
