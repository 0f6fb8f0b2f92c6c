import mailjet_rest.endpoint

class Client:
    def __getattr__(self) -> mailjet_rest.endpoint.Endpoint: ...
