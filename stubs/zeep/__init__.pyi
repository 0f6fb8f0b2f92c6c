"""The WSDL is fetched by the constructor, in the async client too."""

from noblock import blocking

class Client:
    @blocking("http")
    def __init__(self): ...

class CachingClient(Client): ...
