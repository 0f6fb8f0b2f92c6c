from typing import overload

from noblock import blocking, nonblocking

@overload
@nonblocking
def make_msgid(idstring, domain): ...
@overload
@nonblocking
def make_msgid(*, domain): ...
@overload
@blocking("network")
def make_msgid(): ...
