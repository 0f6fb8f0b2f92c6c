from azure.storage.blob import BlobServiceClient
from azure.storage.blob.aio import BlobServiceClient as AsyncBlobServiceClient


async def handler(other: AsyncBlobServiceClient):
    service = BlobServiceClient.from_connection_string("secret")
    service.get_container_client("files").get_blob_client("name").upload_blob(b"")  # blocks: network
    service.get_blob_client("files", "name").exists()  # blocks: network
    for _ in service.get_container_client("files").list_blobs():  # blocks: network
        pass
    await other.get_blob_client("files", "name").upload_blob(b"")
