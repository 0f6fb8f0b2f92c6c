from openai import AsyncOpenAI, OpenAI


def client(http_client):
    return OpenAI(http_client=http_client)


async def handler(given: OpenAI, other: AsyncOpenAI):
    given.chat.completions.create(model="a", messages=[])  # blocks: http
    client(None).embeddings.create(model="a", input="b")  # blocks: http
    given.with_options(timeout=1).models.list()  # blocks: http
    await other.chat.completions.create(model="a", messages=[])
    print(given.chat.completions)
