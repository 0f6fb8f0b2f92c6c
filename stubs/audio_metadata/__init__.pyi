from noblock import blocking

@blocking("file")
def load(): ...
