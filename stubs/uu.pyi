from typing import overload

from noblock import blocking, nonblocking

import io

@overload
@nonblocking
def decode(in_file: io.BytesIO): ...
@overload
@blocking("file")
def decode(): ...
@overload
@nonblocking
def encode(in_file: io.BytesIO): ...
@overload
@blocking("file")
def encode(): ...
