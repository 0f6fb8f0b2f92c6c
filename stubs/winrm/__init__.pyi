from noblock import blocking

import winrm.protocol

class Session:
    @blocking("http")
    def run_cmd(self): ...
    @blocking("http")
    def run_ps(self): ...
    @property
    def protocol(self) -> winrm.protocol.Protocol: ...
