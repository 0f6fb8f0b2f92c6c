from noblock import blocking

class PBKDF2HMAC:
    @blocking("cpu")
    def derive(self): ...
    @blocking("cpu")
    def verify(self): ...
