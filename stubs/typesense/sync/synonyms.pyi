from noblock import blocking

class Synonyms:
    @blocking("http", use="typesense.async_.synonyms.AsyncSynonyms.upsert")
    def upsert(self): ...
    @blocking("http", use="typesense.async_.synonyms.AsyncSynonyms.retrieve")
    def retrieve(self): ...
