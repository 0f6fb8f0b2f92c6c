from noblock import blocking

import typesense.sync.override

class Overrides:
    @blocking("http", use="typesense.async_.overrides.AsyncOverrides.upsert")
    def upsert(self): ...
    @blocking("http", use="typesense.async_.overrides.AsyncOverrides.retrieve")
    def retrieve(self): ...
    def __getitem__(self) -> typesense.sync.override.Override: ...
