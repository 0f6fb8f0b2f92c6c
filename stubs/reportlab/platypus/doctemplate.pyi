from noblock import blocking

class BaseDocTemplate:
    @blocking("file")
    def build(self): ...
    @blocking("file")
    def multiBuild(self): ...

class SimpleDocTemplate(BaseDocTemplate):
    @blocking("file")
    def build(self): ...
