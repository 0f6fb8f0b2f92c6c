from noblock import blocking

import typesense.sync.conversation_model

class ConversationsModels:
    @blocking("http", use="typesense.async_.conversations_models.AsyncConversationsModels.create")
    def create(self): ...
    @blocking("http", use="typesense.async_.conversations_models.AsyncConversationsModels.retrieve")
    def retrieve(self): ...
    def __getitem__(self) -> typesense.sync.conversation_model.ConversationModel: ...
