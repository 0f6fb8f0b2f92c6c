from noblock import blocking

import psycopg2.extensions

@blocking("database", use="psycopg.AsyncConnection.connect")
def connect() -> psycopg2.extensions.connection: ...
