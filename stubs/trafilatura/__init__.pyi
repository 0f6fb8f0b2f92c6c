from noblock import blocking

@blocking("http")
def fetch_url(): ...
