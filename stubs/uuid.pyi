from noblock import blocking

@blocking("cached")
def getnode(): ...
