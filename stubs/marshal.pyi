from typing import overload

from noblock import blocking, nonblocking

import io

@overload
@nonblocking
def dump(value, file: io.BytesIO): ...
@overload
@blocking("file")
def dump(): ...
@overload
@nonblocking
def load(file: io.BytesIO): ...
@overload
@blocking("file")
def load(): ...
