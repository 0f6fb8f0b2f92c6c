from noblock import blocking

class Waiter:
    @blocking("network")
    def wait(self): ...
