from noblock import blocking

@blocking("sleep", use="asyncio.sleep")
def sleep(): ...
