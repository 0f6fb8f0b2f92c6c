from noblock import blocking

import langchain_core.runnables

class Chain(langchain_core.runnables.RunnableSerializable):
    @blocking("http", use="langchain.chains.base.Chain.acall")
    def __call__(self): ...
    @blocking("http")
    def apply(self): ...
    @blocking("http", use="langchain.chains.base.Chain.arun")
    def run(self): ...
