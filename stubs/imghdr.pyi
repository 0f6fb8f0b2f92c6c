from typing import overload

from noblock import blocking, nonblocking

import io

@overload
@nonblocking
def what(file, h): ...
@overload
@nonblocking
def what(file: io.BytesIO): ...
@overload
@blocking("file")
def what(): ...
