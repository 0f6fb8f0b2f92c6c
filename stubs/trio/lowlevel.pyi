from noblock import on_loop

class TrioToken:
    @on_loop("sync_fn")
    def run_sync_soon(self, sync_fn): ...
