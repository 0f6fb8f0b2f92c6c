from typing import overload

from noblock import blocking, nonblocking

import io

@overload
@nonblocking
def load(fp: io.StringIO): ...
@overload
@nonblocking
def load(fp: io.BytesIO): ...
@overload
@blocking("file")
def load(): ...
@overload
@nonblocking
def dump(obj, fp: io.StringIO): ...
@overload
@nonblocking
def dump(obj, fp: io.BytesIO): ...
@overload
@blocking("file")
def dump(): ...
