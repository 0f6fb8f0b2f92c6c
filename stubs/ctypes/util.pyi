from noblock import blocking

@blocking("subprocess")
def find_library(): ...
