from noblock import blocking

class GeckoDriverManager:
    @blocking("http")
    def install(self): ...
