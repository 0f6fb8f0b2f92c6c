from noblock import offload

class Route:
    @offload("endpoint")
    def __init__(self, path, endpoint): ...

class Router:
    @offload("endpoint")
    def add_route(self, path, endpoint): ...
