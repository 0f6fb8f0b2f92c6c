from noblock import blocking

@blocking("wait")
def wait(): ...
