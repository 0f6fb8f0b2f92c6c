from noblock import blocking, offload

@offload("func")
def sync_to_async(func): ...
@blocking("loop")
def async_to_sync(): ...

class SyncToAsync:
    @offload("func")
    def __init__(self, func): ...

class AsyncToSync:
    @blocking("loop")
    def __call__(self): ...
