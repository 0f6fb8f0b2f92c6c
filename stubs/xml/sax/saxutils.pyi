from noblock import blocking

@blocking("file")
def prepare_input_source(): ...
