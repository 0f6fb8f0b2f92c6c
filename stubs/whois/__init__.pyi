from noblock import blocking

@blocking("network")
def whois(): ...
