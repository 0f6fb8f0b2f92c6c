import asyncio

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


client = boto3.client("s3")
store = boto3.resource("s3")


async def read_later():
    page = await asyncio.to_thread(client.get_object, Bucket="bucket", Key="key")
    page["Body"].read()  # blocks: network
    page["ContentLength"].bit_length()
    answer = await asyncio.to_thread(client.select_object_content, Bucket="bucket", Key="key")
    for event in answer["Payload"]:  # blocks: network
        print(event)


async def ask_for_objects():
    bucket = store.Bucket("bucket")
    kept = bucket.objects.filter(Prefix="a")
    thing = bucket.Object("key")
    thing.put(Body=b"")  # blocks: network
    kept.delete()  # blocks: network
    for one in kept:  # blocks: network
        print(one.key)
    page = await asyncio.to_thread(thing.get)
    page["Body"].read()  # blocks: network
