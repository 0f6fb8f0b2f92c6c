from noblock import blocking

import botocore.client

def get_session() -> Session: ...

class Session:
    @blocking("file")
    def create_client(self) -> botocore.client.BaseClient: ...
