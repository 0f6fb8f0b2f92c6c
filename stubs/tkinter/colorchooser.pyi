from noblock import blocking

@blocking("input")
def askcolor(): ...
