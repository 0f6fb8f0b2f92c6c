from noblock import blocking

class Messages:
    @blocking("http", use="openai.resources.chat.completions.AsyncMessages.list")
    def list(self): ...
