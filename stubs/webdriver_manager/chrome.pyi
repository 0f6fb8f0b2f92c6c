from noblock import blocking

class ChromeDriverManager:
    @blocking("http")
    def install(self): ...
