from noblock import blocking

class NTPClient:
    @blocking("network")
    def request(self): ...
