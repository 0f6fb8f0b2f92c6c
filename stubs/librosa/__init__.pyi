from typing import overload

from noblock import blocking, nonblocking

import io

@overload
@nonblocking
def load(path: io.BytesIO): ...
@overload
@blocking("file")
def load(): ...
@blocking("file")
def stream(): ...
@blocking("file")
def get_samplerate(): ...
