from noblock import blocking

@blocking("file")
def read_pdf(): ...
