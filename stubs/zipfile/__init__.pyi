from typing import overload

from noblock import blocking, nonblocking

import io

@overload
@nonblocking
def is_zipfile(filename: io.BytesIO): ...
@overload
@blocking("file")
def is_zipfile(): ...

class ZipFile:
    @overload
    @nonblocking
    def __init__(self, file: io.BytesIO): ...
    @overload
    @blocking("file")
    def __init__(self): ...
    @blocking("file")
    def extract(self): ...
    @blocking("file")
    def extractall(self): ...
    @blocking("file")
    def write(self): ...

class PyZipFile:
    @blocking("file")
    def writepy(self): ...

class ZipInfo:
    @blocking("path")
    def from_file(self): ...
