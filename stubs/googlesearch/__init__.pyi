from noblock import blocking

@blocking("http")
def search(): ...
