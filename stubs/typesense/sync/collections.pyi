from noblock import blocking

class Collections:
    @blocking("http", use="typesense.async_.collections.AsyncCollections.create")
    def create(self): ...
    @blocking("http", use="typesense.async_.collections.AsyncCollections.retrieve")
    def retrieve(self): ...
