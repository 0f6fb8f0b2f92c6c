from noblock import blocking

class SynonymSets:
    @blocking("http", use="typesense.async_.synonym_sets.AsyncSynonymSets.retrieve")
    def retrieve(self): ...
