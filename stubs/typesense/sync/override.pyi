from noblock import blocking

class Override:
    @blocking("http", use="typesense.async_.override.AsyncOverride.retrieve")
    def retrieve(self): ...
    @blocking("http", use="typesense.async_.override.AsyncOverride.delete")
    def delete(self): ...
