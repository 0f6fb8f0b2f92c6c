"""The endpoints are shared with the async client, so only the raw request is marked."""

from noblock import blocking

class Client:
    @blocking("http", use="notion_client.AsyncClient.request")
    def request(self): ...
