from typing import overload

from noblock import blocking, nonblocking

import proxmoxer.core

class ProxmoxAPI(proxmoxer.core.ProxmoxResource):
    @overload
    @nonblocking
    def __init__(self, *, token_name): ...
    @overload
    @blocking("http")
    def __init__(self): ...
