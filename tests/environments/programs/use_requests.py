import requests
from requests import Session as Client
from requests.adapters import HTTPAdapter


class Api:
    def __init__(self):
        self.session = Client()
        self.session.mount("https://", HTTPAdapter())

    def get(self, path):
        return self.session.get(path).json()


def session():
    return requests.Session()


async def handler(given: requests.Session):
    requests.get("https://example.org")  # blocks: http
    with session() as client:
        client.post("https://example.org")  # blocks: http
    given.request("GET", "https://example.org")  # blocks: http
    Api().get("/")  # blocks: http
    session().headers.update(a="b")
