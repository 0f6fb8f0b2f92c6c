from noblock import blocking

class Apprise:
    @blocking("http", use="apprise.Apprise.async_notify")
    def notify(self): ...
