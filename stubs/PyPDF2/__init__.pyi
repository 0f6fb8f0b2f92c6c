from typing import overload

from noblock import blocking, nonblocking

import io

class PdfReader:
    @overload
    @nonblocking
    def __init__(self, stream: io.BytesIO): ...
    @overload
    @blocking("file")
    def __init__(self): ...

class PdfWriter:
    @overload
    @nonblocking
    def write(self, stream: io.BytesIO): ...
    @overload
    @blocking("file")
    def write(self): ...

class PdfMerger:
    @overload
    @nonblocking
    def append(self, fileobj: io.BytesIO): ...
    @overload
    @nonblocking
    def append(self, fileobj: PdfReader): ...
    @overload
    @blocking("file")
    def append(self): ...
    @overload
    @nonblocking
    def write(self, fileobj: io.BytesIO): ...
    @overload
    @blocking("file")
    def write(self): ...

class PdfFileMerger(PdfMerger): ...
class PdfFileReader(PdfReader): ...
class PdfFileWriter(PdfWriter): ...
