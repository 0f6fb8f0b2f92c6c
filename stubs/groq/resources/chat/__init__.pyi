from noblock import blocking

class Completions:
    @blocking("http", use="groq.resources.chat.AsyncCompletions.create")
    def create(self): ...
