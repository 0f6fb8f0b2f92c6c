from noblock import blocking

class Engine:
    @blocking("wait")
    def runAndWait(self): ...
    @blocking("wait")
    def startLoop(self): ...
