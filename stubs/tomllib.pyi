from typing import overload

from noblock import blocking, nonblocking

import io

@overload
@nonblocking
def load(fp: io.BytesIO): ...
@overload
@blocking("file")
def load(): ...
