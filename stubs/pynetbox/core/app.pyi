import pynetbox.core.endpoint

class App:
    def __getattr__(self) -> pynetbox.core.endpoint.Endpoint: ...
