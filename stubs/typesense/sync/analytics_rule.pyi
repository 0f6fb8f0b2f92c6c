from noblock import blocking

class AnalyticsRule:
    @blocking("http", use="typesense.async_.analytics_rule.AsyncAnalyticsRule.retrieve")
    def retrieve(self): ...
    @blocking("http", use="typesense.async_.analytics_rule.AsyncAnalyticsRule.delete")
    def delete(self): ...
