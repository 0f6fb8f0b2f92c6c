from noblock import blocking

class ModelsClient:
    @blocking("http", use="elevenlabs.models.client.AsyncModelsClient.list")
    def list(self): ...
