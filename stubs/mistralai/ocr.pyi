from noblock import blocking

class Ocr:
    @blocking("http", use="mistralai.ocr.Ocr.process_async")
    def process(self): ...
