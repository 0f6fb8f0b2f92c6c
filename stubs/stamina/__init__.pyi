from noblock import calls

class RetryingCaller:
    @calls("callable_")
    def __call__(self, on, callable_): ...

class BoundRetryingCaller:
    @calls("callable_")
    def __call__(self, callable_): ...
