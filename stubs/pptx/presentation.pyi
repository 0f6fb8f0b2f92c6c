from typing import overload

from noblock import blocking, nonblocking

import io

class Presentation:
    @overload
    @nonblocking
    def save(self, file: io.BytesIO): ...
    @overload
    @blocking("file")
    def save(self): ...
