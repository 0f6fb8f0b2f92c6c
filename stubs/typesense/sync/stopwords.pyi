from noblock import blocking

import typesense.sync.stopwords_set

class Stopwords:
    @blocking("http", use="typesense.async_.stopwords.AsyncStopwords.upsert")
    def upsert(self): ...
    @blocking("http", use="typesense.async_.stopwords.AsyncStopwords.retrieve")
    def retrieve(self): ...
    def __getitem__(self) -> typesense.sync.stopwords_set.StopwordsSet: ...
