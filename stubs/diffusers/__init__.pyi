from noblock import blocking

class DiffusionPipeline:
    @blocking("file")
    def from_pretrained(self): ...
    @blocking("file")
    def save_pretrained(self): ...
