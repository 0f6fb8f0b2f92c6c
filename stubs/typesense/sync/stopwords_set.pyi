from noblock import blocking

class StopwordsSet:
    @blocking("http", use="typesense.async_.stopwords_set.AsyncStopwordsSet.retrieve")
    def retrieve(self): ...
    @blocking("http", use="typesense.async_.stopwords_set.AsyncStopwordsSet.delete")
    def delete(self): ...
