from noblock import blocking

class SyncQueryRequestBuilder:
    @blocking("http", use="postgrest.AsyncQueryRequestBuilder.execute")
    def execute(self): ...

class SyncSingleRequestBuilder:
    @blocking("http", use="postgrest.AsyncSingleRequestBuilder.execute")
    def execute(self): ...

class SyncMaybeSingleRequestBuilder:
    @blocking("http", use="postgrest.AsyncMaybeSingleRequestBuilder.execute")
    def execute(self): ...
