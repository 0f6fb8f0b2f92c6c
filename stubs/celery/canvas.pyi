from noblock import blocking

import celery.result

class Signature:
    @blocking("network")
    def delay(self) -> celery.result.AsyncResult: ...
    @blocking("network")
    def apply_async(self) -> celery.result.AsyncResult: ...

class chain(Signature):
    @blocking("network")
    def __call__(self) -> celery.result.AsyncResult: ...

class chord(Signature):
    @blocking("network")
    def __call__(self) -> celery.result.AsyncResult: ...

class group(Signature):
    @blocking("network")
    def __call__(self) -> celery.result.GroupResult: ...
    @blocking("network")
    def apply_async(self) -> celery.result.GroupResult: ...

def signature() -> Signature: ...
