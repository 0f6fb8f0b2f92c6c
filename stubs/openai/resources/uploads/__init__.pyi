from noblock import blocking

class Parts:
    @blocking("http", use="openai.resources.uploads.AsyncParts.create")
    def create(self): ...
