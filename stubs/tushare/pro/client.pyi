from noblock import blocking

import functools

class DataApi:
    @blocking("http")
    def query(self): ...
    def __getattr__(self) -> _Query: ...

class _Query(functools.partial):
    @blocking("http")
    def __call__(self): ...
