from noblock import blocking

import socket

class socksocket(socket.socket): ...

@blocking("network", use="asyncio.open_connection")
def create_connection() -> socksocket: ...
