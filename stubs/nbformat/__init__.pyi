from typing import overload

from noblock import blocking, nonblocking

import io

@overload
@nonblocking
def read(fp: io.StringIO): ...
@overload
@blocking("file")
def read(): ...
@overload
@nonblocking
def write(nb, fp: io.StringIO): ...
@overload
@blocking("file")
def write(): ...
