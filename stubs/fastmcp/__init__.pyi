from noblock import calls

class FastMCP:
    @calls("lifespan", category="startup")
    def __init__(self, *, lifespan): ...
