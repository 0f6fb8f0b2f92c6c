from noblock import blocking

@blocking("cpu")
def generate_private_key(): ...
