from noblock import blocking

class SpeechToTextClient:
    @blocking("http", use="elevenlabs.speech_to_text.client.AsyncSpeechToTextClient.convert")
    def convert(self): ...
