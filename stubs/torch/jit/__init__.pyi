from typing import overload

from noblock import blocking, nonblocking

import io

@overload
@nonblocking
def load(f: io.BytesIO): ...
@overload
@blocking("file")
def load(): ...
@overload
@nonblocking
def save(m, f: io.BytesIO): ...
@overload
@blocking("file")
def save(): ...
