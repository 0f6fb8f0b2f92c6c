from typing import overload

from noblock import blocking, nonblocking

import io

@overload
@nonblocking
def parse(source: io.StringIO): ...
@overload
@nonblocking
def parse(source: io.BytesIO): ...
@overload
@blocking("file")
def parse(): ...
