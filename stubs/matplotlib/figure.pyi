from typing import overload

from noblock import blocking, nonblocking

import io

class Figure:
    @overload
    @nonblocking
    def savefig(self, fname: io.StringIO): ...
    @overload
    @nonblocking
    def savefig(self, fname: io.BytesIO): ...
    @overload
    @blocking("file")
    def savefig(self): ...
