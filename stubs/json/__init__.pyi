from typing import overload

from noblock import blocking, nonblocking

import io
import typing

@overload
@nonblocking
def dump(obj, fp: io.StringIO): ...
@overload
@blocking("file")
def dump(obj, fp: io.TextIOWrapper): ...
@overload
@nonblocking
def dump(obj, fp: typing.TextIO): ...
@overload
@blocking("file")
def dump(): ...
@overload
@nonblocking
def load(fp: io.StringIO): ...
@overload
@nonblocking
def load(fp: io.BytesIO): ...
@overload
@blocking("file")
def load(): ...
