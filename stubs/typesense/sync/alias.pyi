from noblock import blocking

class Alias:
    @blocking("http", use="typesense.async_.alias.AsyncAlias.retrieve")
    def retrieve(self): ...
    @blocking("http", use="typesense.async_.alias.AsyncAlias.delete")
    def delete(self): ...
