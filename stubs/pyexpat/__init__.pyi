from typing import overload

from noblock import blocking, nonblocking

import io

class XMLParserType:
    @overload
    @nonblocking
    def ParseFile(self, file: io.BytesIO): ...
    @overload
    @blocking("file")
    def ParseFile(self): ...
