from typing import overload

from noblock import blocking, nonblocking

import io

@overload
@nonblocking
def parse_config_h(fp: io.StringIO): ...
@overload
@blocking("file")
def parse_config_h(): ...
