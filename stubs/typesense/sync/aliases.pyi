from noblock import blocking

class Aliases:
    @blocking("http", use="typesense.async_.aliases.AsyncAliases.upsert")
    def upsert(self): ...
    @blocking("http", use="typesense.async_.aliases.AsyncAliases.retrieve")
    def retrieve(self): ...
