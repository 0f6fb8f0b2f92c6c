from noblock import blocking

class Template:
    @blocking("subprocess")
    def copy(self): ...
    @blocking("subprocess")
    def open(self): ...
