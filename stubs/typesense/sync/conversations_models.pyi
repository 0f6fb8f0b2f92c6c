from noblock import blocking

class ConversationsModels:
    @blocking("http", use="typesense.async_.conversations_models.AsyncConversationsModels.create")
    def create(self): ...
    @blocking("http", use="typesense.async_.conversations_models.AsyncConversationsModels.retrieve")
    def retrieve(self): ...
