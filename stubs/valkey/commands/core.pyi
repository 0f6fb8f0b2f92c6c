from noblock import blocking

import valkey

class Script:
    @blocking("database", use="valkey.commands.core.AsyncScript.__call__")
    def __call__(self): ...
    @property
    def registered_client(self) -> valkey.Valkey: ...
