from typing import overload

from noblock import blocking, nonblocking

import io

# What is only known to be a file may be one in memory, of which its class tells more.
class IO:
    @overload
    @nonblocking
    def __iter__(self: io.BytesIO): ...
    @overload
    @nonblocking
    def __iter__(self: io.StringIO): ...
    @overload
    @blocking("file")
    def __iter__(self): ...
    @overload
    @nonblocking
    def __next__(self: io.BytesIO): ...
    @overload
    @nonblocking
    def __next__(self: io.StringIO): ...
    @overload
    @blocking("file")
    def __next__(self): ...
    @overload
    @nonblocking
    def read(self: io.BytesIO): ...
    @overload
    @nonblocking
    def read(self: io.StringIO): ...
    @overload
    @blocking("file", use="anyio.AsyncFile.read")
    def read(self): ...
    @overload
    @nonblocking
    def readline(self: io.BytesIO): ...
    @overload
    @nonblocking
    def readline(self: io.StringIO): ...
    @overload
    @blocking("file", use="anyio.AsyncFile.readline")
    def readline(self): ...
    @overload
    @nonblocking
    def readlines(self: io.BytesIO): ...
    @overload
    @nonblocking
    def readlines(self: io.StringIO): ...
    @overload
    @blocking("file", use="anyio.AsyncFile.readlines")
    def readlines(self): ...
    @overload
    @nonblocking
    def write(self: io.BytesIO): ...
    @overload
    @nonblocking
    def write(self: io.StringIO): ...
    @overload
    @blocking("file", use="anyio.AsyncFile.write")
    def write(self): ...
    @overload
    @nonblocking
    def writelines(self: io.BytesIO): ...
    @overload
    @nonblocking
    def writelines(self: io.StringIO): ...
    @overload
    @blocking("file", use="anyio.AsyncFile.writelines")
    def writelines(self): ...
    @overload
    @nonblocking
    def flush(self: io.BytesIO): ...
    @overload
    @nonblocking
    def flush(self: io.StringIO): ...
    @overload
    @blocking("file", use="anyio.AsyncFile.flush")
    def flush(self): ...
    @overload
    @nonblocking
    def truncate(self: io.BytesIO): ...
    @overload
    @nonblocking
    def truncate(self: io.StringIO): ...
    @overload
    @blocking("file", use="anyio.AsyncFile.truncate")
    def truncate(self): ...

# sys.stdout and sys.stderr are a TextIO; what open() returns is an io.TextIOWrapper.
class TextIO:
    buffer: _Terminal
    @overload
    @blocking("file", use="anyio.AsyncFile.write")
    def write(self: io.TextIOWrapper): ...
    @overload
    @nonblocking
    def write(self): ...
    @overload
    @blocking("file", use="anyio.AsyncFile.writelines")
    def writelines(self: io.TextIOWrapper): ...
    @overload
    @nonblocking
    def writelines(self): ...
    @overload
    @blocking("file", use="anyio.AsyncFile.flush")
    def flush(self: io.TextIOWrapper): ...
    @overload
    @nonblocking
    def flush(self): ...

# What is below a TextIO, as sys.stdout.buffer is.
class _Terminal(IO):
    @nonblocking
    def write(self): ...
    @nonblocking
    def writelines(self): ...
    @nonblocking
    def flush(self): ...
