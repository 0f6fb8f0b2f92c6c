from noblock import blocking

class AggregationQuery:
    @blocking("database", use="google.cloud.firestore_v1.async_aggregation.AsyncAggregationQuery.get")
    def get(self): ...
    @blocking("database")
    def stream(self): ...
