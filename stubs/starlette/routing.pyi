from noblock import calls, offload

class Route:
    @offload("endpoint")
    def __init__(self, path, endpoint): ...

class Router:
    @calls("lifespan", category="startup")
    def __init__(self, *, lifespan): ...
    @offload("endpoint")
    def add_route(self, path, endpoint): ...
