from noblock import blocking

class Session:
    @blocking("http")
    def run_cmd(self): ...
    @blocking("http")
    def run_ps(self): ...
