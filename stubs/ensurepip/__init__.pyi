from noblock import blocking

@blocking("subprocess")
def bootstrap(): ...
