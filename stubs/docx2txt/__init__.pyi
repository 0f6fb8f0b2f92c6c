from typing import overload

from noblock import blocking, nonblocking

import io

@overload
@nonblocking
def process(docx: io.BytesIO): ...
@overload
@blocking("file")
def process(): ...
