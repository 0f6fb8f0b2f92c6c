from typing import overload

from noblock import blocking, nonblocking

import io

class Group:
    @blocking("file")
    def create_dataset(self): ...

class File(Group):
    @overload
    @nonblocking
    def __init__(self, name: io.BytesIO) -> _Memory: ...
    @overload
    @blocking("file")
    def __init__(self): ...
    @blocking("file")
    def close(self): ...
    @blocking("file")
    def flush(self): ...

@nonblocking
class _Memory(File): ...

class Dataset:
    @blocking("file")
    def __getitem__(self): ...
    @blocking("file")
    def __setitem__(self): ...
    @blocking("file")
    def read_direct(self): ...
    @blocking("file")
    def write_direct(self): ...
