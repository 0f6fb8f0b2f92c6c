"""The constructor loads TLS certificates for its clients."""

from noblock import blocking

class Client:
    @blocking("file")
    def __init__(self): ...
