import deepgram.listen.v1.client

class ListenClient:
    @property
    def v1(self) -> deepgram.listen.v1.client.V1Client: ...
