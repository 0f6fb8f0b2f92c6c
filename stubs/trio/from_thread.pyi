from noblock import on_loop

@on_loop("fn")
def run_sync(fn): ...
