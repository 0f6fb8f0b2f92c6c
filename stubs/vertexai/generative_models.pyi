from noblock import blocking

class GenerativeModel:
    @blocking("http", use="vertexai.generative_models.GenerativeModel.count_tokens_async")
    def count_tokens(self): ...
    @blocking("http", use="vertexai.generative_models.GenerativeModel.generate_content_async")
    def generate_content(self): ...

class ChatSession:
    @blocking("http", use="vertexai.generative_models.ChatSession.send_message_async")
    def send_message(self): ...
