from noblock import blocking

class StemmingDictionaries:
    @blocking("http", use="typesense.async_.stemming_dictionaries.AsyncStemmingDictionaries.retrieve")
    def retrieve(self): ...
    @blocking("http", use="typesense.async_.stemming_dictionaries.AsyncStemmingDictionaries.upsert")
    def upsert(self): ...
