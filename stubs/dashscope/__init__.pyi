from noblock import blocking

class Application:
    @blocking("http")
    @classmethod
    def call(cls): ...

class BatchTextEmbedding:
    @blocking("http")
    @classmethod
    def async_call(cls): ...
    @blocking("http")
    @classmethod
    def call(cls): ...
    @blocking("http")
    @classmethod
    def cancel(cls): ...
    @blocking("http")
    @classmethod
    def fetch(cls): ...
    @blocking("http")
    @classmethod
    def wait(cls): ...

class Generation:
    @blocking("http", use="dashscope.AioGeneration.call")
    @classmethod
    def call(cls): ...

class ImageSynthesis:
    @blocking("http")
    @classmethod
    def async_call(cls): ...
    @blocking("http")
    @classmethod
    def call(cls): ...
    @blocking("http")
    @classmethod
    def fetch(cls): ...
    @blocking("http")
    @classmethod
    def wait(cls): ...

class MultiModalConversation:
    @blocking("http", use="dashscope.AioMultiModalConversation.call")
    @classmethod
    def call(cls): ...

class MultiModalEmbedding:
    @blocking("http", use="dashscope.AioMultiModalEmbedding.call")
    @classmethod
    def call(cls): ...

class TextEmbedding:
    @blocking("http")
    @classmethod
    def call(cls): ...

class TextReRank:
    @blocking("http", use="dashscope.AioTextReRank.call")
    @classmethod
    def call(cls): ...

class Transcription:
    @blocking("http")
    @classmethod
    def async_call(cls): ...
    @blocking("http")
    @classmethod
    def call(cls): ...
    @blocking("http")
    @classmethod
    def fetch(cls): ...
    @blocking("http")
    @classmethod
    def wait(cls): ...

class VideoSynthesis:
    @blocking("http")
    @classmethod
    def async_call(cls): ...
    @blocking("http")
    @classmethod
    def call(cls): ...
    @blocking("http")
    @classmethod
    def cancel(cls): ...
    @blocking("http")
    @classmethod
    def fetch(cls): ...
    @blocking("http")
    @classmethod
    def wait(cls): ...
