import zhipuai.api_resource.chat.completions

class Chat:
    @property
    def completions(self) -> zhipuai.api_resource.chat.completions.Completions: ...
