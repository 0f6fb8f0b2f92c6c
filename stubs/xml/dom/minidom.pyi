from typing import overload

from noblock import blocking, nonblocking

import io

@overload
@nonblocking
def parse(file: io.StringIO): ...
@overload
@nonblocking
def parse(file: io.BytesIO): ...
@overload
@blocking("file")
def parse(): ...
