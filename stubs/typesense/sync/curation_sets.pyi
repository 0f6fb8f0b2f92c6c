from noblock import blocking

class CurationSets:
    @blocking("http", use="typesense.async_.curation_sets.AsyncCurationSets.retrieve")
    def retrieve(self): ...
