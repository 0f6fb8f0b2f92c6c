import httplib2


class Client:
    def __init__(self):
        self.http = httplib2.Http()

    def get(self, url):
        return self.http.request(url)


async def handler():
    Client().get("https://example.org")  # blocks: http
