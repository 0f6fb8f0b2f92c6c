from noblock import blocking

class Overrides:
    @blocking("http", use="typesense.async_.overrides.AsyncOverrides.upsert")
    def upsert(self): ...
    @blocking("http", use="typesense.async_.overrides.AsyncOverrides.retrieve")
    def retrieve(self): ...
