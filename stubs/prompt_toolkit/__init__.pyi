from noblock import blocking

@blocking("input", use="prompt_toolkit.PromptSession.prompt_async")
def prompt(): ...

class PromptSession:
    @blocking("input", use="prompt_toolkit.PromptSession.prompt_async")
    def prompt(self): ...
    @property
    def app(self) -> Application: ...

class Application:
    @blocking("input", use="prompt_toolkit.Application.run_async")
    def run(self): ...
