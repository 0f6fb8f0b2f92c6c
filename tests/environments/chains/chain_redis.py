import redis
import redis.asyncio


async def handler():
    redis.from_url("redis://").get("key")  # blocks: database
    redis.Redis.from_url("redis://").set("key", "value")  # blocks: database
    pipeline = redis.Redis().pipeline()
    pipeline.execute()  # blocks: database
    await redis.asyncio.from_url("redis://").get("key")
