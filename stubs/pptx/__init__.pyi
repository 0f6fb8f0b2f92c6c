from typing import overload

from noblock import blocking, nonblocking

import io

@overload
@nonblocking
def Presentation(pptx: io.BytesIO): ...
@overload
@blocking("file")
def Presentation(): ...
