import deepgram.speak.v1.audio.client

class V1Client:
    @property
    def audio(self) -> deepgram.speak.v1.audio.client.AudioClient: ...
