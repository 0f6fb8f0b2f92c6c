from typing import overload

from noblock import blocking, nonblocking

import io

class Parser:
    @overload
    @nonblocking
    def parse(self, fp: io.StringIO): ...
    @overload
    @blocking("file")
    def parse(self): ...

class BytesParser:
    @overload
    @nonblocking
    def parse(self, fp: io.BytesIO): ...
    @overload
    @blocking("file")
    def parse(self): ...
