import httpx


def client():
    return httpx.Client()


async def handler():
    with client() as one:
        one.get("https://example.org").json()  # blocks: http
    async with httpx.AsyncClient() as two:
        (await two.get("https://example.org")).json()
