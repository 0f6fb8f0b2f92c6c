"""Closing writes the file, by way of temporary files."""

from noblock import blocking

class Workbook:
    @blocking("file")
    def __exit__(self): ...
    @blocking("file")
    def close(self): ...
