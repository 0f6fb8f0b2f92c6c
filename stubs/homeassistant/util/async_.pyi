from noblock import on_loop

@on_loop("callback")
def run_callback_threadsafe(loop, callback): ...
