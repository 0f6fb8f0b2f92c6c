import deepgram.speak.v1.client

class SpeakClient:
    @property
    def v1(self) -> deepgram.speak.v1.client.V1Client: ...
