from noblock import blocking

@blocking("network")
def send_magic_packet(): ...
