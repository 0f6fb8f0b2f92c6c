from noblock import blocking

import typesense.sync.key

class Keys:
    @blocking("http", use="typesense.async_.keys.AsyncKeys.create")
    def create(self): ...
    @blocking("http", use="typesense.async_.keys.AsyncKeys.retrieve")
    def retrieve(self): ...
    def __getitem__(self) -> typesense.sync.key.Key: ...
