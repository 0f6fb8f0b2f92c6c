from noblock import blocking

class TextClient:
    @blocking("http", use="deepgram.read.v1.text.client.AsyncTextClient.analyze")
    def analyze(self): ...
