import deepgram.read.v1.text.client

class V1Client:
    @property
    def text(self) -> deepgram.read.v1.text.client.TextClient: ...
