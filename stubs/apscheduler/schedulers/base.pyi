from noblock import offload

class BaseScheduler:
    @offload("func")
    def add_job(self, func): ...
