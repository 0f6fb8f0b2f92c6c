from typing import overload

from noblock import blocking, nonblocking

import io

@overload
@nonblocking
def parse(file: io.StringIO): ...
@overload
@nonblocking
def parse(file: io.BytesIO): ...
@overload
@blocking("file")
def parse(): ...
@overload
@nonblocking
def parseFragment(file: io.StringIO): ...
@overload
@nonblocking
def parseFragment(file: io.BytesIO): ...
@overload
@blocking("file")
def parseFragment(): ...

class ExpatBuilder:
    @overload
    @nonblocking
    def parseFile(self, file: io.StringIO): ...
    @overload
    @nonblocking
    def parseFile(self, file: io.BytesIO): ...
    @overload
    @blocking("file")
    def parseFile(self): ...
