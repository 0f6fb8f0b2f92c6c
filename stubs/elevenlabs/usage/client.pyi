from noblock import blocking

class UsageClient:
    @blocking("http", use="elevenlabs.usage.client.AsyncUsageClient.get")
    def get(self): ...
