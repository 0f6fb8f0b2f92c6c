from typing import overload

from noblock import blocking, nonblocking

import io

@overload
@nonblocking
def open(fp: io.BytesIO): ...
@overload
@blocking("file")
def open(): ...
