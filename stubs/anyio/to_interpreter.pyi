from noblock import offload

@offload("func")
def run_sync(func): ...
