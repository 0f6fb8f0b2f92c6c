from noblock import blocking

class Communicate:
    @blocking("http", use="edge_tts.Communicate.save")
    def save_sync(self): ...
    @blocking("http", use="edge_tts.Communicate.stream")
    def stream_sync(self): ...
