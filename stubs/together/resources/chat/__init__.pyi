from noblock import blocking

class CompletionsResource:
    @blocking("http", use="together.resources.chat.AsyncCompletionsResource.create")
    def create(self): ...
