from noblock import blocking, nonblocking

class OperationProxy:
    @blocking("http", use="zeep.proxy.AsyncOperationProxy.__call__")
    def __call__(self): ...

class AsyncOperationProxy:
    @nonblocking
    def __call__(self): ...
