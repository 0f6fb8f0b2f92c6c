from elasticsearch import AsyncElasticsearch, Elasticsearch


async def handler():
    client = Elasticsearch("https://example.org")
    client.options(request_timeout=1).search(index="items")  # blocks: database
    client.options(request_timeout=1).count(index="items")  # blocks: database
    await AsyncElasticsearch("https://example.org").indices.create(index="items")
