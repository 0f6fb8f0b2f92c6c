from noblock import blocking

@blocking("wait", use="watchfiles.awatch")
def watch(): ...
