from noblock import blocking

class Pipeline:
    @blocking("http", use="haystack.Pipeline.run_async")
    def run(self): ...
