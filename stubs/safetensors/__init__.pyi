from noblock import blocking

class safe_open:
    @blocking("file")
    def __init__(self): ...
    @blocking("file")
    def get_tensor(self): ...
