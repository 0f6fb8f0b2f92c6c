import deepgram.listen.client
import deepgram.read.client
import deepgram.speak.client

class BaseClient:
    @property
    def listen(self) -> deepgram.listen.client.ListenClient: ...
    @property
    def read(self) -> deepgram.read.client.ReadClient: ...
    @property
    def speak(self) -> deepgram.speak.client.SpeakClient: ...
