from typing import overload

from noblock import blocking, nonblocking

import io

@overload
@nonblocking
def Document(docx: io.BytesIO): ...
@overload
@blocking("file")
def Document(): ...
