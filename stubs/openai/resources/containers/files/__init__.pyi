from noblock import blocking

import openai

class Content:
    @blocking("http", use="openai.resources.containers.files.AsyncContent.retrieve")
    def retrieve(self) -> openai.HttpxBinaryResponseContent: ...
