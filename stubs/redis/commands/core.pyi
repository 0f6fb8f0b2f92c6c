from noblock import blocking

class Script:
    @blocking("database", use="redis.commands.core.AsyncScript.__call__")
    def __call__(self): ...
