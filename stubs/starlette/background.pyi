from noblock import offload

class BackgroundTask:
    @offload("func")
    def __init__(self, func): ...

class BackgroundTasks:
    @offload("func")
    def add_task(self, func): ...
