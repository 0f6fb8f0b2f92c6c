from typing import overload

from noblock import blocking, nonblocking

import builtins
import io

@overload
@nonblocking
def parse(url_file_stream_or_string: builtins.bytes): ...
@overload
@nonblocking
def parse(url_file_stream_or_string: io.StringIO): ...
@overload
@nonblocking
def parse(url_file_stream_or_string: io.BytesIO): ...
@overload
@blocking("http")
def parse(): ...
