from typing import overload

from noblock import blocking, nonblocking

import io

@blocking("file")
def available_timezones(): ...

class ZoneInfo:
    @overload
    @nonblocking
    def from_file(self, file_obj: io.BytesIO): ...
    @overload
    @blocking("file")
    def from_file(self): ...
    @blocking("file")
    def no_cache(self): ...
