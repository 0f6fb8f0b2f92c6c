from noblock import blocking

@blocking("loop")
def run_async(): ...
