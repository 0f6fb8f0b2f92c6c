import MySQLdb


def cursor():
    return MySQLdb.connect("db").cursor()


async def handler():
    cursor().execute("select 1")  # blocks: database
    MySQLdb.connect("db")  # blocks: database
