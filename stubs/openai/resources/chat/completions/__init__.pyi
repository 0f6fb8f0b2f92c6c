from noblock import blocking

import openai.pagination

class Messages:
    @blocking("http", use="openai.resources.chat.completions.AsyncMessages.list")
    def list(self) -> openai.pagination.SyncCursorPage: ...
