from noblock import blocking

class NLSearchModels:
    @blocking("http", use="typesense.async_.nl_search_models.AsyncNLSearchModels.create")
    def create(self): ...
    @blocking("http", use="typesense.async_.nl_search_models.AsyncNLSearchModels.retrieve")
    def retrieve(self): ...
