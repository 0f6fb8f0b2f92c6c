import psycopg


def rows(connection: psycopg.Connection):
    with connection.cursor() as cursor:
        return cursor.execute("select 1").fetchall()


async def handler():
    psycopg.connect("").cursor().execute("select 1")  # blocks: database
    with psycopg.connect("") as connection:  # blocks: database
        rows(connection)  # blocks: database
        print(connection.info)
    other = await psycopg.AsyncConnection.connect("")
    await other.cursor().execute("select 1")
