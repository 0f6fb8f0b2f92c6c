from noblock import blocking

@blocking("cpu")
def crypt(): ...
