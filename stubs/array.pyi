from typing import overload

from noblock import blocking, nonblocking

import io

class array:
    @overload
    @nonblocking
    def fromfile(self, f: io.BytesIO): ...
    @overload
    @blocking("file")
    def fromfile(self): ...
    @overload
    @nonblocking
    def tofile(self, f: io.BytesIO): ...
    @overload
    @blocking("file")
    def tofile(self): ...
