from typing import overload

from noblock import blocking, nonblocking

import io

@overload
@nonblocking
def File(filething: io.BytesIO): ...
@overload
@blocking("file")
def File(): ...

class FileType:
    @overload
    @nonblocking
    def __init__(self, filething: io.BytesIO): ...
    @overload
    @blocking("file")
    def __init__(self): ...
    @overload
    @nonblocking
    def load(self, filething: io.BytesIO): ...
    @overload
    @blocking("file")
    def load(self): ...
    @overload
    @nonblocking
    def save(self, filething: io.BytesIO): ...
    @overload
    @blocking("file")
    def save(self): ...
    @blocking("file")
    def delete(self): ...
