from typing import overload

from noblock import blocking, nonblocking

import io

@overload
@nonblocking
def read_json(input_file: io.BytesIO): ...
@overload
@blocking("file")
def read_json(): ...
