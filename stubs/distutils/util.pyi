from noblock import blocking

@blocking("file")
def byte_compile(): ...
