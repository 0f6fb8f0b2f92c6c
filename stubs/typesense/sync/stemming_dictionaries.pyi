from noblock import blocking

import typesense.sync.stemming_dictionary

class StemmingDictionaries:
    @blocking("http", use="typesense.async_.stemming_dictionaries.AsyncStemmingDictionaries.retrieve")
    def retrieve(self): ...
    @blocking("http", use="typesense.async_.stemming_dictionaries.AsyncStemmingDictionaries.upsert")
    def upsert(self): ...
    def __getitem__(self) -> typesense.sync.stemming_dictionary.StemmingDictionary: ...
