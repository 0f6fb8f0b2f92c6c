from typing import overload

from noblock import blocking, nonblocking

class Template:
    @overload
    @blocking("file")
    def __init__(self, *, filename): ...
    @overload
    @nonblocking
    def __init__(self): ...
