from noblock import blocking

@blocking("http")
def discover_devices(): ...
