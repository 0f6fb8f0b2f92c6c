from typing import overload

from noblock import blocking, nonblocking

import io

class Workbook:
    @overload
    @nonblocking
    def save(self, filename: io.BytesIO): ...
    @overload
    @blocking("file")
    def save(self): ...

@overload
@nonblocking
def load_workbook(filename: io.BytesIO) -> Workbook: ...
@overload
@blocking("file")
def load_workbook() -> Workbook: ...
@overload
@nonblocking
def open(filename: io.BytesIO) -> Workbook: ...
@overload
@blocking("file")
def open() -> Workbook: ...
