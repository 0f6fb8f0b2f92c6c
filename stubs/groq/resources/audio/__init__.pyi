from noblock import blocking

class Speech:
    @blocking("http", use="groq.resources.audio.AsyncSpeech.create")
    def create(self): ...

class Transcriptions:
    @blocking("http", use="groq.resources.audio.AsyncTranscriptions.create")
    def create(self): ...

class Translations:
    @blocking("http", use="groq.resources.audio.AsyncTranslations.create")
    def create(self): ...
