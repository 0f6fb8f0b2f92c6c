from typing import overload

from noblock import blocking, nonblocking

import io

@overload
@nonblocking
def message_from_binary_file(fp: io.BytesIO): ...
@overload
@blocking("file")
def message_from_binary_file(): ...
@overload
@nonblocking
def message_from_file(fp: io.StringIO): ...
@overload
@blocking("file")
def message_from_file(): ...
