from noblock import calls

class EventObserver:
    @calls("callback", category="startup")
    def register(self, callback): ...
