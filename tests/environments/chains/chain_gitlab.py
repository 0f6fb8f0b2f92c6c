import gitlab


async def handler(client: gitlab.Gitlab):
    client.projects.get(1)  # blocks: http
    client.users.list()  # blocks: http
    print(client.projects)
