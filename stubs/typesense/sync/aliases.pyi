from noblock import blocking

import typesense.sync.alias

class Aliases:
    @blocking("http", use="typesense.async_.aliases.AsyncAliases.upsert")
    def upsert(self): ...
    @blocking("http", use="typesense.async_.aliases.AsyncAliases.retrieve")
    def retrieve(self): ...
    def __getitem__(self) -> typesense.sync.alias.Alias: ...
