import requests


async def handler():
    requests.session().get("https://example.org").json()  # blocks: http
    with requests.Session() as session:
        session.headers.update(a="b")
        session.post("https://example.org")  # blocks: http
