from noblock import blocking, nonblocking

import meilisearch.index

@blocking("database")
class Client:
    @nonblocking
    def index(self) -> meilisearch.index.Index: ...
    @nonblocking
    def generate_tenant_token(self): ...
    @blocking("database")
    def get_index(self) -> meilisearch.index.Index: ...
