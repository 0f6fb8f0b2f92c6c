from typing import overload

from noblock import blocking, nonblocking

import io

@overload
@nonblocking
def decode(input: io.BytesIO): ...
@overload
@blocking("file")
def decode(): ...
@overload
@nonblocking
def encode(input: io.BytesIO): ...
@overload
@blocking("file")
def encode(): ...
