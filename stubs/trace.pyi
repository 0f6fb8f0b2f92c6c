from noblock import blocking, calls

class CoverageResults:
    @blocking("file")
    def write_results(self): ...
    @blocking("file")
    def write_results_file(self): ...

class Trace:
    @calls("func")
    def runfunc(self, func): ...
