import mistralai.client.agents
import mistralai.client.chat
import mistralai.client.embeddings
import mistralai.client.files
import mistralai.client.fim
import mistralai.client.models_
import mistralai.client.ocr

class Mistral:
    agents: mistralai.client.agents.Agents
    chat: mistralai.client.chat.Chat
    embeddings: mistralai.client.embeddings.Embeddings
    files: mistralai.client.files.Files
    fim: mistralai.client.fim.Fim
    models: mistralai.client.models_.Models
    ocr: mistralai.client.ocr.Ocr
