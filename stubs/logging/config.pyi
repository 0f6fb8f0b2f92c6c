from typing import overload

from noblock import blocking, nonblocking

import io

@overload
@nonblocking
def fileConfig(fname: io.StringIO): ...
@overload
@blocking("file")
def fileConfig(): ...
