from noblock import blocking

class WebDriverWait:
    @blocking("wait")
    def until(self): ...
    @blocking("wait")
    def until_not(self): ...
