from noblock import blocking

@blocking("cpu")
def newkeys(): ...
