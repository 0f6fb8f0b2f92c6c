from noblock import offload

class Starlette:
    @offload("route")
    def add_route(self, path, route): ...
    @offload("handler")
    def add_exception_handler(self, exc_class_or_status_code, handler): ...
