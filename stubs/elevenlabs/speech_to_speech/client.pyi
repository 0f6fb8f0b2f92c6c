from noblock import blocking

class SpeechToSpeechClient:
    @blocking("http", use="elevenlabs.speech_to_speech.client.AsyncSpeechToSpeechClient.convert")
    def convert(self): ...
    @blocking("http", use="elevenlabs.speech_to_speech.client.AsyncSpeechToSpeechClient.stream")
    def stream(self): ...
