from noblock import blocking

class SearchStream:
    @blocking("http", use="typesense.async_.stream.AsyncSearchStream.get_final_response")
    def get_final_response(self): ...
