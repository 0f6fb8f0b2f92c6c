from typing import overload

from noblock import blocking, nonblocking

import io

class XMLReader:
    @overload
    @nonblocking
    def parse(self, source: io.StringIO): ...
    @overload
    @nonblocking
    def parse(self, source: io.BytesIO): ...
    @overload
    @blocking("file")
    def parse(self): ...
