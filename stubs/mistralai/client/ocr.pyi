from noblock import blocking

class Ocr:
    @blocking("http", use="mistralai.client.ocr.Ocr.process_async")
    def process(self): ...
