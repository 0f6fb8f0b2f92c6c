from noblock import blocking

@blocking("database")
class Index:
    @blocking("database")
    def fetch_info(self) -> Index: ...
