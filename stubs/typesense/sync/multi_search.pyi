from noblock import blocking

import typesense.sync.stream

class MultiSearch:
    @blocking("http", use="typesense.async_.multi_search.AsyncMultiSearch.perform")
    def perform(self): ...
    @blocking("http", use="typesense.async_.multi_search.AsyncMultiSearch.perform_stream")
    def perform_stream(self) -> typesense.sync.stream.SearchStream: ...
