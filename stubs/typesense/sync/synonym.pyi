from noblock import blocking

class Synonym:
    @blocking("http", use="typesense.async_.synonym.AsyncSynonym.retrieve")
    def retrieve(self): ...
    @blocking("http", use="typesense.async_.synonym.AsyncSynonym.delete")
    def delete(self): ...
