from typing import overload

from noblock import blocking, nonblocking

import io

@overload
@nonblocking
def open_csv(input_file: io.BytesIO): ...
@overload
@blocking("file")
def open_csv(): ...
@overload
@nonblocking
def read_csv(input_file: io.BytesIO): ...
@overload
@blocking("file")
def read_csv(): ...
@overload
@nonblocking
def write_csv(data, output_file: io.BytesIO): ...
@overload
@blocking("file")
def write_csv(): ...
