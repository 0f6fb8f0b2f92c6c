from noblock import blocking

class BaseChatEngine:
    @blocking("http", use="llama_index.core.chat_engine.types.BaseChatEngine.achat")
    def chat(self): ...
    @blocking("http", use="llama_index.core.chat_engine.types.BaseChatEngine.astream_chat")
    def stream_chat(self): ...
