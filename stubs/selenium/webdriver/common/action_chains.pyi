from noblock import blocking

class ActionChains:
    @blocking("http")
    def perform(self): ...
