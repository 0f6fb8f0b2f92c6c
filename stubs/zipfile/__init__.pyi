from typing import overload

from noblock import blocking, nonblocking

import io
import os
import typing

@overload
@nonblocking
def is_zipfile(filename: io.BytesIO): ...
@overload
@blocking("file")
def is_zipfile(): ...

class ZipFile:
    @overload
    @nonblocking
    def __init__(self, file: io.BytesIO) -> _InMemory: ...
    @overload
    @blocking("file")
    def __init__(self, file: str) -> _OnDisk: ...
    @overload
    @blocking("file")
    def __init__(self, file: os.PathLike) -> _OnDisk: ...
    @overload
    @blocking("file")
    def __init__(self): ...
    @blocking("file")
    def extract(self): ...
    @blocking("file")
    def extractall(self): ...
    @blocking("file")
    def write(self): ...

class _InMemory(ZipFile):
    @nonblocking
    def open(self) -> _Member: ...

class _OnDisk(ZipFile):
    @blocking("file")
    def read(self): ...
    @blocking("file")
    def testzip(self): ...
    @blocking("file")
    def writestr(self): ...

@nonblocking
class _Member(typing.IO):
    @nonblocking
    def __iter__(self): ...
    @nonblocking
    def __next__(self): ...

class PyZipFile:
    @blocking("file")
    def writepy(self): ...

class ZipInfo:
    @blocking("path")
    def from_file(self): ...
