from noblock import blocking

@blocking("network")
def serve(): ...
