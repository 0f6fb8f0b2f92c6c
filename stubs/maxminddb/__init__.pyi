from noblock import blocking

@blocking("file")
def open_database(): ...
