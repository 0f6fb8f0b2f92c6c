import duckdb

connection = duckdb.connect("file")


async def handler():
    duckdb.connect("file").execute("select 1").fetchall()  # blocks: database
    connection.cursor().execute("select 1")  # blocks: database
    connection.table("items").filter("a").fetchall()  # blocks: database
    table = connection.table("items").filter("a")
    print(table.columns)
