from typing import overload

from noblock import blocking, nonblocking

import io

@overload
@nonblocking
def open(*, stream): ...
@overload
@nonblocking
def open(filename, stream): ...
@overload
@blocking("file")
def open(filename): ...
@overload
@nonblocking
def open(): ...

class Document:
    @overload
    @nonblocking
    def __init__(self, *, stream): ...
    @overload
    @nonblocking
    def __init__(self, filename, stream): ...
    @overload
    @blocking("file")
    def __init__(self, filename): ...
    @overload
    @nonblocking
    def __init__(self): ...
    @overload
    @nonblocking
    def save(self, filename: io.BytesIO): ...
    @overload
    @blocking("file")
    def save(self): ...
    @overload
    @nonblocking
    def ez_save(self, filename: io.BytesIO): ...
    @overload
    @blocking("file")
    def ez_save(self): ...
