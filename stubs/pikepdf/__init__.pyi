from typing import overload

from noblock import blocking, nonblocking

import io

class Pdf:
    @overload
    @nonblocking
    def open(self, filename_or_stream: io.BytesIO) -> Pdf: ...
    @overload
    @blocking("file")
    def open(self) -> Pdf: ...
    @overload
    @nonblocking
    def save(self, filename_or_stream: io.BytesIO): ...
    @overload
    @blocking("file")
    def save(self): ...

@overload
@nonblocking
def open(filename_or_stream: io.BytesIO) -> Pdf: ...
@overload
@blocking("file")
def open() -> Pdf: ...
