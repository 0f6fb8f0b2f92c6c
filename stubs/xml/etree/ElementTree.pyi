from typing import overload

from noblock import blocking, nonblocking

import io

@overload
@blocking("file")
def canonicalize(*, from_file): ...
@overload
@nonblocking
def canonicalize(): ...
@overload
@nonblocking
def iterparse(source: io.StringIO): ...
@overload
@nonblocking
def iterparse(source: io.BytesIO): ...
@overload
@blocking("file")
def iterparse(): ...
@overload
@nonblocking
def parse(source: io.StringIO): ...
@overload
@nonblocking
def parse(source: io.BytesIO): ...
@overload
@blocking("file")
def parse(): ...

class ElementTree:
    @overload
    @nonblocking
    def __init__(self, *, file: io.StringIO): ...
    @overload
    @nonblocking
    def __init__(self, *, file: io.BytesIO): ...
    @overload
    @blocking("file")
    def __init__(self, *, file): ...
    @overload
    @nonblocking
    def __init__(self): ...
    @overload
    @nonblocking
    def parse(self, source: io.StringIO): ...
    @overload
    @nonblocking
    def parse(self, source: io.BytesIO): ...
    @overload
    @blocking("file")
    def parse(self): ...
    @overload
    @nonblocking
    def write(self, file_or_filename: io.StringIO): ...
    @overload
    @nonblocking
    def write(self, file_or_filename: io.BytesIO): ...
    @overload
    @blocking("file")
    def write(self): ...
