from noblock import blocking

import typesense.sync.collection

class Collections:
    @blocking("http", use="typesense.async_.collections.AsyncCollections.create")
    def create(self): ...
    @blocking("http", use="typesense.async_.collections.AsyncCollections.retrieve")
    def retrieve(self): ...
    def __getitem__(self) -> typesense.sync.collection.Collection: ...
