from noblock import blocking

class Script:
    @blocking("database", use="valkey.commands.core.AsyncScript.__call__")
    def __call__(self): ...
