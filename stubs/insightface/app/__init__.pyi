from noblock import blocking

class FaceAnalysis:
    @blocking("file")
    def __init__(self): ...
    @blocking("cpu")
    def get(self): ...
