from noblock import blocking

@blocking("file")
def from_file(): ...
