from typing import overload

from noblock import blocking, nonblocking

import docx.document
import io

@overload
@nonblocking
def Document(docx: io.BytesIO) -> docx.document.Document: ...
@overload
@blocking("file")
def Document() -> docx.document.Document: ...
