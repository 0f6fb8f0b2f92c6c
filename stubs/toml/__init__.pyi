from typing import overload

from noblock import blocking, nonblocking

import io

@overload
@nonblocking
def load(f: io.StringIO): ...
@overload
@blocking("file")
def load(): ...
@overload
@nonblocking
def dump(o, f: io.StringIO): ...
@overload
@blocking("file")
def dump(): ...
