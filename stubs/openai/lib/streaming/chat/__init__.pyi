from noblock import blocking

class ChatCompletionStreamManager:
    @blocking("http", use="openai.lib.streaming.chat.AsyncChatCompletionStreamManager.__aenter__")
    def __enter__(self): ...

class ChatCompletionStream:
    @blocking("http")
    def __iter__(self): ...
    @blocking("http")
    def __next__(self): ...
    @blocking("http")
    def until_done(self): ...
    @blocking(
        "http", use="openai.lib.streaming.chat.AsyncChatCompletionStream.get_final_completion"
    )
    def get_final_completion(self): ...
