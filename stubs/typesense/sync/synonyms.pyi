from noblock import blocking

import typesense.sync.synonym

class Synonyms:
    @blocking("http", use="typesense.async_.synonyms.AsyncSynonyms.upsert")
    def upsert(self): ...
    @blocking("http", use="typesense.async_.synonyms.AsyncSynonyms.retrieve")
    def retrieve(self): ...
    def __getitem__(self) -> typesense.sync.synonym.Synonym: ...
