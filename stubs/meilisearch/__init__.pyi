from noblock import blocking, nonblocking

@blocking("database")
class Client:
    @nonblocking
    def index(self): ...
    @nonblocking
    def generate_tenant_token(self): ...
