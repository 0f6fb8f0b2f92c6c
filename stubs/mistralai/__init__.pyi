import mistralai.agents
import mistralai.chat
import mistralai.embeddings
import mistralai.files
import mistralai.fim
import mistralai.models_
import mistralai.ocr

class Mistral:
    agents: mistralai.agents.Agents
    chat: mistralai.chat.Chat
    embeddings: mistralai.embeddings.Embeddings
    files: mistralai.files.Files
    fim: mistralai.fim.Fim
    models: mistralai.models_.Models
    ocr: mistralai.ocr.Ocr
