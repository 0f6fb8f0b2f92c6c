from typing import overload

from noblock import blocking, calls, nonblocking

import io

class RawConfigParser:
    @blocking("file")
    def read(self): ...
    @calls("f")
    def read_file(self, f): ...
    @calls("fp")
    def readfp(self, fp): ...
    @overload
    @nonblocking
    def write(self, fp: io.StringIO): ...
    @overload
    @blocking("file")
    def write(self): ...
