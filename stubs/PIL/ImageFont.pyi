from typing import overload

from noblock import blocking, nonblocking

import io

@blocking("file")
def load(): ...
@blocking("file")
def load_path(): ...
@overload
@nonblocking
def truetype(font: io.BytesIO): ...
@overload
@blocking("file")
def truetype(): ...
