from noblock import on_loop

@on_loop("callback")
def future_add_done_callback(future, callback): ...
