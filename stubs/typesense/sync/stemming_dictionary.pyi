from noblock import blocking

class StemmingDictionary:
    @blocking("http", use="typesense.async_.stemming_dictionary.AsyncStemmingDictionary.retrieve")
    def retrieve(self): ...
