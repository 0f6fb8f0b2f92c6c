from noblock import blocking

import typesense.sync.curation_set

class CurationSets:
    @blocking("http", use="typesense.async_.curation_sets.AsyncCurationSets.retrieve")
    def retrieve(self): ...
    def __getitem__(self) -> typesense.sync.curation_set.CurationSet: ...
