from noblock import blocking

class Content:
    @blocking("http", use="openai.resources.containers.files.AsyncContent.retrieve")
    def retrieve(self): ...
