from noblock import blocking

class Keys:
    @blocking("http", use="typesense.async_.keys.AsyncKeys.create")
    def create(self): ...
    @blocking("http", use="typesense.async_.keys.AsyncKeys.retrieve")
    def retrieve(self): ...
