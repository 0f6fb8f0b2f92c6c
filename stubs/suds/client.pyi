from noblock import blocking

class Client:
    @blocking("http")
    def __init__(self): ...
