from noblock import blocking

@blocking("http")
def download(): ...
