from typing import overload

from noblock import blocking, nonblocking

import io

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

@overload
@nonblocking
def open(*, stream) -> Document: ...
@overload
@nonblocking
def open(filename, stream) -> Document: ...
@overload
@blocking("file")
def open(filename) -> Document: ...
@overload
@nonblocking
def open() -> Document: ...
