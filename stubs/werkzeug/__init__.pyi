from noblock import blocking

@blocking("network")
def run_simple(): ...
