from noblock import blocking, nonblocking

import pyhive.common

@nonblocking
def connect() -> Connection: ...

class Connection:
    @nonblocking
    def cursor(self) -> Cursor: ...

class Cursor(pyhive.common.DBAPICursor):
    @blocking("database")
    def execute(self): ...
    @blocking("database")
    def cancel(self): ...
    @blocking("database")
    def poll(self): ...
