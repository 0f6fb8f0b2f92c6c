import io
from typing import overload

from noblock import blocking, nonblocking

class TinyTag:
    @overload
    @nonblocking
    def get(self, *, file_obj: io.BytesIO) -> TinyTag: ...
    @overload
    @blocking("file")
    def get(self) -> TinyTag: ...
