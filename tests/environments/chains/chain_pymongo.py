from pymongo import AsyncMongoClient, MongoClient

client = MongoClient()


async def handler():
    client["db"]["items"].find_one({})  # blocks: database
    client.db.items.insert_one({})  # blocks: database
    client.get_database("db").get_collection("items").delete_one({})  # blocks: database
    for _ in client["db"]["items"].find({}).sort("name").limit(1):  # blocks: database
        pass
    cursor = client["db"]["items"].find({}).sort("name")
    await AsyncMongoClient()["db"]["items"].find_one({})
    print(cursor)
