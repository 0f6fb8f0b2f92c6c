from noblock import blocking

class Chat:
    @blocking("http", use="google.genai.chats.AsyncChat.send_message")
    def send_message(self): ...
    @blocking("http", use="google.genai.chats.AsyncChat.send_message_stream")
    def send_message_stream(self): ...
