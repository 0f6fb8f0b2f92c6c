from noblock import blocking

class Audio:
    @blocking("http")
    def speech(self): ...
    @blocking("http")
    def customization(self): ...
