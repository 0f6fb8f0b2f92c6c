from typing import overload

from noblock import blocking, nonblocking

import io

@overload
@nonblocking
def dump(obj, file: io.BytesIO): ...
@overload
@blocking("file")
def dump(): ...
@blocking("network")
def recv_handle(): ...
@blocking("network")
def recvfds(): ...
@blocking("network")
def send_handle(): ...
@blocking("network")
def sendfds(): ...
