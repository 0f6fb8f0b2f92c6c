from noblock import blocking

@blocking("file")
def save_json(): ...
