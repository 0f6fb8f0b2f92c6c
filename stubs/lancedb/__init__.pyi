from noblock import blocking

import lancedb.db

@blocking("database")
def connect() -> lancedb.db.DBConnection: ...
