from typing import overload

from noblock import blocking, nonblocking

import io

@overload
@nonblocking
def open(fp: io.BytesIO): ...
@overload
@blocking("file")
def open(): ...

class Image:
    @overload
    @nonblocking
    def save(self, fp: io.BytesIO): ...
    @overload
    @blocking("file")
    def save(self): ...
    @blocking("subprocess")
    def show(self): ...
