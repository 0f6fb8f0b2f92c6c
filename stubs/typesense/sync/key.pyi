from noblock import blocking

class Key:
    @blocking("http", use="typesense.async_.key.AsyncKey.retrieve")
    def retrieve(self): ...
    @blocking("http", use="typesense.async_.key.AsyncKey.delete")
    def delete(self): ...
