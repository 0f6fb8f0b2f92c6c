from noblock import blocking

import openai

class Speech:
    @blocking("http", use="openai.resources.audio.AsyncSpeech.create")
    def create(self) -> openai.HttpxBinaryResponseContent: ...

class Transcriptions:
    @blocking("http", use="openai.resources.audio.AsyncTranscriptions.create")
    def create(self): ...

class Translations:
    @blocking("http", use="openai.resources.audio.AsyncTranslations.create")
    def create(self): ...
