from github import Github


async def handler(client: Github):
    client.get_repo("a/b").get_issue(1).create_comment("text")  # blocks: http
    repository = client.get_repo("a/b")  # blocks: http
    repository.get_pull(1).merge()  # blocks: http
    print(repository.full_name)
