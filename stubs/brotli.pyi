from typing import Literal, overload

from noblock import blocking, nonblocking

@overload
@nonblocking
def compress(*, quality: Literal[0, 1, 2, 3, 4]): ...
@overload
@blocking("cpu")
def compress(): ...
