from noblock import blocking

class SpeechResource:
    @blocking("http", use="together.resources.audio.AsyncSpeechResource.create")
    def create(self): ...

class TranscriptionsResource:
    @blocking("http", use="together.resources.audio.AsyncTranscriptionsResource.create")
    def create(self): ...

class TranslationsResource:
    @blocking("http", use="together.resources.audio.AsyncTranslationsResource.create")
    def create(self): ...

class VoicesResource:
    @blocking("http", use="together.resources.audio.AsyncVoicesResource.list")
    def list(self): ...
