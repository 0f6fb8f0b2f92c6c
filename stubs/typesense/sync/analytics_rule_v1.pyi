from noblock import blocking

class AnalyticsRuleV1:
    @blocking("http", use="typesense.async_.analytics_rule_v1.AsyncAnalyticsRuleV1.retrieve")
    def retrieve(self): ...
    @blocking("http", use="typesense.async_.analytics_rule_v1.AsyncAnalyticsRuleV1.delete")
    def delete(self): ...
