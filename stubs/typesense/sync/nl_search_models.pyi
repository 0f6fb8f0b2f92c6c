from noblock import blocking

import typesense.sync.nl_search_model

class NLSearchModels:
    @blocking("http", use="typesense.async_.nl_search_models.AsyncNLSearchModels.create")
    def create(self): ...
    @blocking("http", use="typesense.async_.nl_search_models.AsyncNLSearchModels.retrieve")
    def retrieve(self): ...
    def __getitem__(self) -> typesense.sync.nl_search_model.NLSearchModel: ...
