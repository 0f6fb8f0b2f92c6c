from typing import overload

from noblock import blocking, nonblocking

import io

@overload
@nonblocking
def read_feather(source: io.BytesIO): ...
@overload
@blocking("file")
def read_feather(): ...
@overload
@nonblocking
def read_table(source: io.BytesIO): ...
@overload
@blocking("file")
def read_table(): ...
@overload
@nonblocking
def write_feather(df, dest: io.BytesIO): ...
@overload
@blocking("file")
def write_feather(): ...
