from typing import Literal, overload

from noblock import blocking, nonblocking

@overload
@nonblocking
def sleep(seconds: Literal[0]): ...
@overload
@blocking("sleep", use="asyncio.sleep")
def sleep(): ...
