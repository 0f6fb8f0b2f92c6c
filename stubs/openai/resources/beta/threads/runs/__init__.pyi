from noblock import blocking

import openai.pagination

class Steps:
    @blocking("http", use="openai.resources.beta.threads.runs.AsyncSteps.retrieve")
    def retrieve(self): ...
    @blocking("http", use="openai.resources.beta.threads.runs.AsyncSteps.list")
    def list(self) -> openai.pagination.SyncCursorPage: ...
