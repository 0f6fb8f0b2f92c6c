from noblock import on_loop

@on_loop
def coroutine(): ...
