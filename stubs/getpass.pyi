from noblock import blocking

@blocking("input")
def getpass(): ...
