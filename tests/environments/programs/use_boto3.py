import boto3
from boto3 import client as make_client


class Bucket:
    def __init__(self, name):
        self.client = boto3.client("s3")
        self.name = name

    def put(self, key):
        self.client.upload_file("file", self.name, key)


bucket = Bucket("files")


async def handler():
    bucket.put("key")  # blocks: network
    make_client("s3").upload_file("file", "bucket", "key")  # blocks: file, network
    boto3.client("s3").get_object(Bucket="bucket", Key="key")  # blocks: file, network
