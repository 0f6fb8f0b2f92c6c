from typing import overload

from noblock import blocking, nonblocking

import io

@overload
@nonblocking
def parse(filename_or_url: io.StringIO): ...
@overload
@nonblocking
def parse(filename_or_url: io.BytesIO): ...
@overload
@blocking("file")
def parse(): ...
