from noblock import on_loop

@on_loop("func")
def run_sync(func): ...

class BlockingPortal:
    @on_loop("func")
    def call(self, func): ...
    @on_loop("func")
    def start_task_soon(self, func): ...
