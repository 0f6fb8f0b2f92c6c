from typing import overload

from noblock import blocking, nonblocking

import io

@overload
@nonblocking
def imread(uri: io.BytesIO): ...
@overload
@blocking("file")
def imread(): ...
@overload
@nonblocking
def imiter(uri: io.BytesIO): ...
@overload
@blocking("file")
def imiter(): ...
@overload
@nonblocking
def imwrite(uri: io.BytesIO): ...
@overload
@blocking("file")
def imwrite(): ...
@overload
@nonblocking
def improps(uri: io.BytesIO): ...
@overload
@blocking("file")
def improps(): ...
@overload
@nonblocking
def immeta(uri: io.BytesIO): ...
@overload
@blocking("file")
def immeta(): ...
