from noblock import offload, on_loop

@offload("dependency")
def Depends(dependency) -> dependency: ...
@offload("dependency")
def Security(dependency) -> dependency: ...

class APIRouter:
    @offload("endpoint")
    def add_api_route(self, path, endpoint): ...
    @on_loop("func")
    def add_event_handler(self, event_type, func): ...

class BackgroundTasks:
    @offload("func")
    def add_task(self, func): ...

class FastAPI:
    @offload("endpoint")
    def add_api_route(self, path, endpoint): ...
