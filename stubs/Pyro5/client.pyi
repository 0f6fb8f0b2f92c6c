from noblock import blocking

class Proxy:
    def __getattr__(self) -> _RemoteMethod: ...

class _RemoteMethod:
    @blocking("network")
    def __call__(self): ...
