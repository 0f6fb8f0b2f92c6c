from noblock import blocking

class Exporter:
    @blocking("file")
    def from_filename(self): ...

class PDFExporter(Exporter):
    @blocking("subprocess")
    def from_notebook_node(self): ...
    @blocking("subprocess")
    def run_command(self): ...
