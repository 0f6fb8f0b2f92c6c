from typing import overload

from noblock import blocking, nonblocking

import io

@overload
@nonblocking
def open(f: io.BytesIO): ...
@overload
@blocking("file")
def open(): ...

class Aifc_read:
    @overload
    @nonblocking
    def __init__(self, f: io.BytesIO): ...
    @overload
    @blocking("file")
    def __init__(self): ...

class Aifc_write:
    @overload
    @nonblocking
    def __init__(self, f: io.BytesIO): ...
    @overload
    @blocking("file")
    def __init__(self): ...
