from noblock import blocking

class YouTubeTranscriptApi:
    @blocking("http")
    def fetch(self): ...
    @blocking("http")
    def list(self): ...

class Transcript:
    @blocking("http")
    def fetch(self): ...
