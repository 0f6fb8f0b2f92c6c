from noblock import offload

@offload("method")
def work(method): ...
