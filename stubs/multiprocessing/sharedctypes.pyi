from noblock import blocking

class SynchronizedBase:
    @blocking("lock")
    def __enter__(self): ...
