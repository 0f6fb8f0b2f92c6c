import pymysql
from pymysql import connect


class Store:
    def __init__(self):
        self.connection = None

    def open(self):
        self.connection = connect(host="db")

    def save(self):
        self.connection.commit()


async def handler(store: Store):
    connection = pymysql.connect(host="db")  # blocks: database
    with connection.cursor() as cursor:
        cursor.execute("select 1")  # blocks: database
    store.save()  # blocks: database
    connection.escape("x")
