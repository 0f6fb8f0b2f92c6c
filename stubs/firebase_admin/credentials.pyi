from typing import overload

from noblock import blocking, nonblocking

import builtins

class Certificate(Base):
    @overload
    @nonblocking
    def __init__(self, cert: builtins.dict): ...
    @overload
    @blocking("file")
    def __init__(self): ...

class Base:
    @blocking("http")
    def get_access_token(self): ...

class ApplicationDefault(Base): ...
class RefreshToken(Base): ...
