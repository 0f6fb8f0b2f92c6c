from noblock import blocking

class EventStream:
    @blocking("network")
    def get_initial_response(self): ...
    @blocking("network")
    def __iter__(self): ...
