from noblock import offload

@offload("cm")
def contextmanager_in_threadpool(cm): ...
