from noblock import calls

class Litestar:
    @calls("on_startup", "on_shutdown", "lifespan", category="startup")
    def __init__(self, *, on_startup, on_shutdown, lifespan): ...
