from typing import overload

from noblock import blocking, nonblocking

import io

@blocking("cpu")
def pbkdf2_hmac(): ...
@blocking("cpu")
def scrypt(): ...
@overload
@nonblocking
def file_digest(fileobj: io.BytesIO): ...
@overload
@blocking("file")
def file_digest(): ...
