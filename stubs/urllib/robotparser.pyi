from noblock import blocking

class RobotFileParser:
    @blocking("http", use="httpx.AsyncClient.get")
    def read(self): ...
