from noblock import offload

class AsyncSession:
    @offload("fn")
    def run_sync(self, fn): ...

class AsyncConnection:
    @offload("fn")
    def run_sync(self, fn): ...
