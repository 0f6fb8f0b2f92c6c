from noblock import blocking

class BaseDocTemplate:
    @blocking("cpu")
    def build(self): ...
    @blocking("cpu")
    def multiBuild(self): ...

class SimpleDocTemplate(BaseDocTemplate):
    @blocking("cpu")
    def build(self): ...
