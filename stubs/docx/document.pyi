from typing import overload

from noblock import blocking, nonblocking

import io

class Document:
    @overload
    @nonblocking
    def save(self, path_or_stream: io.BytesIO): ...
    @overload
    @blocking("file")
    def save(self): ...
