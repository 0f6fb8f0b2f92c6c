from noblock import blocking

@blocking("file")
def partition_pptx(): ...
