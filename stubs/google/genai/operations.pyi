from noblock import blocking

class Operations:
    @blocking("http", use="google.genai.operations.AsyncOperations.get")
    def get(self): ...
