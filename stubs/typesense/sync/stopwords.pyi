from noblock import blocking

class Stopwords:
    @blocking("http", use="typesense.async_.stopwords.AsyncStopwords.upsert")
    def upsert(self): ...
    @blocking("http", use="typesense.async_.stopwords.AsyncStopwords.retrieve")
    def retrieve(self): ...
