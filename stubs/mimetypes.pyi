from typing import overload

from noblock import blocking, nonblocking

import io

@blocking("file")
def init(): ...
@blocking("file")
def read_mime_types(): ...

class MimeTypes:
    @blocking("file")
    def read(self): ...
    @blocking("file")
    def read_windows_registry(self): ...
    @overload
    @nonblocking
    def readfp(self, fp: io.StringIO): ...
    @overload
    @blocking("file")
    def readfp(self): ...
