from google.cloud import storage


async def handler(client: storage.Client):
    client.bucket("files").blob("name").upload_from_string("text")  # blocks: network
    client.get_bucket("files")  # blocks: network
    blob = client.bucket("files").blob("name")
    print(blob.name)
