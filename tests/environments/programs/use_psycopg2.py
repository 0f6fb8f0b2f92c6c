from contextlib import contextmanager

import psycopg2
import psycopg2 as pg
import psycopg2.extensions


@contextmanager
def lease():
    connection = pg.connect("")
    try:
        yield connection
    finally:
        connection.close()


def rows(connection: "psycopg2.extensions.connection"):
    with connection.cursor() as cursor:
        cursor.execute("select 1")
        return cursor.fetchall()


async def handler():
    psycopg2.connect("").cursor().execute("select 1")  # blocks: database
    with lease() as connection:  # blocks: database
        rows(connection)  # blocks: database
        connection.commit()  # blocks: database
        print(connection.closed)
