from noblock import blocking

class LROPoller:
    @blocking("network", use="azure.core.polling.AsyncLROPoller.result")
    def result(self): ...
    @blocking("network", use="azure.core.polling.AsyncLROPoller.wait")
    def wait(self): ...
