from noblock import blocking

class Sentinel:
    @blocking("database", use="valkey.asyncio.sentinel.Sentinel.discover_master")
    def discover_master(self): ...
    @blocking("database", use="valkey.asyncio.sentinel.Sentinel.discover_slaves")
    def discover_slaves(self): ...
