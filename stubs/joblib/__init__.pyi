from typing import overload

from noblock import blocking, nonblocking

import io

@overload
@nonblocking
def dump(value, filename: io.BytesIO): ...
@overload
@blocking("file")
def dump(): ...
@overload
@nonblocking
def load(filename: io.BytesIO): ...
@overload
@blocking("file")
def load(): ...

class Parallel:
    @blocking("wait")
    def __call__(self): ...
