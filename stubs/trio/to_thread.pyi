from noblock import offload

@offload("sync_fn")
def run_sync(sync_fn): ...
