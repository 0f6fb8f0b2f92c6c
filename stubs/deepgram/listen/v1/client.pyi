import deepgram.listen.v1.media.client

class V1Client:
    @property
    def media(self) -> deepgram.listen.v1.media.client.MediaClient: ...
