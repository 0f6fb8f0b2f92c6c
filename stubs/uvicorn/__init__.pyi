from noblock import blocking

@blocking("loop", use="uvicorn.Server.serve")
def run(): ...

class Server:
    @blocking("loop", use="uvicorn.Server.serve")
    def run(self): ...
