from noblock import blocking

class ThreadingMock:
    @blocking("wait")
    def wait_until_any_call_with(self): ...
    @blocking("wait")
    def wait_until_called(self): ...
