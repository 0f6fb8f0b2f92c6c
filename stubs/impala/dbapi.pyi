from noblock import blocking

import impala.hiveserver2

@blocking("database")
def connect() -> impala.hiveserver2.HiveServer2Connection: ...
