from noblock import blocking

@blocking("file")
def get_export_names(): ...
