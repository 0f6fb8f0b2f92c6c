from noblock import blocking

import vertica_python.vertica.connection

@blocking("database")
def connect() -> vertica_python.vertica.connection.Connection: ...
