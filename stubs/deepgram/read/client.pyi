import deepgram.read.v1.client

class ReadClient:
    @property
    def v1(self) -> deepgram.read.v1.client.V1Client: ...
