from noblock import offload

@offload("func")
def database_sync_to_async(func): ...

class DatabaseSyncToAsync:
    @offload("func")
    def __init__(self, func): ...
