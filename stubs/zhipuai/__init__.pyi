import zhipuai.api_resource.audio
import zhipuai.api_resource.chat
import zhipuai.api_resource.embeddings
import zhipuai.api_resource.files
import zhipuai.api_resource.images

class ZhipuAI:
    chat: zhipuai.api_resource.chat.Chat
    embeddings: zhipuai.api_resource.embeddings.Embeddings
    files: zhipuai.api_resource.files.Files
    images: zhipuai.api_resource.images.Images
    audio: zhipuai.api_resource.audio.Audio
