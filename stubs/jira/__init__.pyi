from noblock import blocking, nonblocking

@blocking("http")
class JIRA:
    @blocking("http")
    def __init__(self): ...
    @nonblocking
    def client_info(self): ...
    @nonblocking
    def close(self): ...
