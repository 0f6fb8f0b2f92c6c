from typing import overload

from noblock import blocking, nonblocking

import io

@overload
@nonblocking
def parse(stream_or_string: io.StringIO): ...
@overload
@nonblocking
def parse(stream_or_string: io.BytesIO): ...
@overload
@blocking("file")
def parse(): ...
