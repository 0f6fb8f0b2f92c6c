from noblock import blocking

class Credentials:
    @blocking("file")
    def from_service_account_file(self): ...

class IDTokenCredentials:
    @blocking("file")
    def from_service_account_file(self): ...
