from noblock import blocking

import typesense.sync.synonym_set

class SynonymSets:
    @blocking("http", use="typesense.async_.synonym_sets.AsyncSynonymSets.retrieve")
    def retrieve(self): ...
    def __getitem__(self) -> typesense.sync.synonym_set.SynonymSet: ...
