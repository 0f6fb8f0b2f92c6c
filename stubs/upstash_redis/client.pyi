from noblock import blocking

from upstash_redis import Redis as Redis

class Pipeline:
    @blocking("http")
    def exec(self): ...
    def __enter__(self) -> Pipeline: ...
