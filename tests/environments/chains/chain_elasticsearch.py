from elasticsearch import AsyncElasticsearch, Elasticsearch


async def handler():
    client = Elasticsearch("https://example.org")
    client.options(request_timeout=1).search(index="items")  # blocks: database
    client.indices.create(index="items")  # blocks: database
    client.options(request_timeout=1).cluster.health()  # blocks: database
    await AsyncElasticsearch("https://example.org").indices.create(index="items")
