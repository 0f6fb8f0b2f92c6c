from noblock import blocking

class Sentinel:
    @blocking("database", use="redis.asyncio.sentinel.Sentinel.discover_master")
    def discover_master(self): ...
    @blocking("database", use="redis.asyncio.sentinel.Sentinel.discover_slaves")
    def discover_slaves(self): ...
