from noblock import blocking

class sp2:
    @blocking("network")
    def set_power(self): ...
    @blocking("network")
    def check_power(self): ...
