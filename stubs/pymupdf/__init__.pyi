from typing import overload

from noblock import blocking, nonblocking

import io

class Document:
    @overload
    @nonblocking
    def __init__(self, *, stream): ...
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
