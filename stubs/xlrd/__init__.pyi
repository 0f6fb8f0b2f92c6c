from typing import overload

from noblock import blocking, nonblocking

@overload
@nonblocking
def open_workbook(*, file_contents): ...
@overload
@blocking("file")
def open_workbook(): ...
