from noblock import blocking

@blocking("cpu")
def generate(): ...
