from noblock import blocking

import databricks.sql.client

@blocking("database")
def connect() -> databricks.sql.client.Connection: ...
