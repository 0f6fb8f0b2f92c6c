from noblock import blocking

class Debug:
    @blocking("http", use="typesense.async_.debug.AsyncDebug.retrieve")
    def retrieve(self): ...
