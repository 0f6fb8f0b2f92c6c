from noblock import blocking

class SyncFunctionsClient:
    @blocking("http", use="supabase_functions.AsyncFunctionsClient.invoke")
    def invoke(self): ...
