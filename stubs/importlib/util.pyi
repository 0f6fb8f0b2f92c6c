from noblock import blocking

@blocking("path")
def find_spec(): ...
