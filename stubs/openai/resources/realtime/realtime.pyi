from noblock import blocking

class RealtimeConnection:
    @blocking("network")
    def __iter__(self): ...
    @blocking("network", use="openai.resources.realtime.realtime.AsyncRealtimeConnection.recv")
    def recv(self): ...
    @blocking("network", use="openai.resources.realtime.realtime.AsyncRealtimeConnection.recv_bytes")
    def recv_bytes(self): ...
    @blocking("network", use="openai.resources.realtime.realtime.AsyncRealtimeConnection.send")
    def send(self): ...
    @blocking("network", use="openai.resources.realtime.realtime.AsyncRealtimeConnection.close")
    def close(self): ...

class RealtimeConnectionManager:
    @blocking(
        "network",
        use="openai.resources.realtime.realtime.AsyncRealtimeConnectionManager.__aenter__",
    )
    def __enter__(self): ...
    @blocking(
        "network",
        use="openai.resources.realtime.realtime.AsyncRealtimeConnectionManager.__aenter__",
    )
    def enter(self): ...
