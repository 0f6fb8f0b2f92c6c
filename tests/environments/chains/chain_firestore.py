from google.cloud import firestore


async def handler(client: firestore.Client):
    client.collection("users").document("a").get()  # blocks: database
    client.collection("users").where("a", "==", 1).limit(1).get()  # blocks: database
    query = client.collection("users").order_by("a")
    print(query)
