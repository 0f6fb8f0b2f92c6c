from noblock import blocking

class ModuleFinder:
    @blocking("file")
    def load_file(self): ...
    @blocking("file")
    def run_script(self): ...
