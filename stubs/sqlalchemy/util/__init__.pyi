from noblock import offload

@offload("fn")
def greenlet_spawn(fn): ...
