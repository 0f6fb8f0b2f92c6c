from noblock import blocking, nonblocking

@blocking("database")
class _Collections:
    @nonblocking
    def get(self): ...
    @nonblocking
    def use(self): ...
