from typing import Literal, overload

from noblock import blocking, nonblocking

class scheduler:
    @overload
    @nonblocking
    def run(self, blocking: Literal[False, 0]): ...
    @overload
    @blocking("sleep", use="asyncio.sleep")
    def run(self): ...
