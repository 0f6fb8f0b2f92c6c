from ldap3 import Connection, Server


def connection():
    return Connection(Server("host"))


async def handler():
    found = connection()
    found.bind()  # blocks: network
    found.search("dc=example", "(uid=me)")  # blocks: network
