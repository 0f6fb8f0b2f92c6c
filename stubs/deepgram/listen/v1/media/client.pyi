from noblock import blocking

class MediaClient:
    @blocking("http", use="deepgram.listen.v1.media.client.AsyncMediaClient.transcribe_file")
    def transcribe_file(self): ...
    @blocking("http", use="deepgram.listen.v1.media.client.AsyncMediaClient.transcribe_url")
    def transcribe_url(self): ...
