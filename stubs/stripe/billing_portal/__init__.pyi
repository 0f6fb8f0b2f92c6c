from noblock import blocking

class Session:
    @blocking("http", use="stripe.billing_portal.Session.create_async")
    def create(self) -> Session: ...
    @blocking("http", use="stripe.billing_portal.Session.refresh_async")
    def refresh(self) -> Session: ...

class SessionService:
    @blocking("http", use="stripe.billing_portal.SessionService.create_async")
    def create(self) -> Session: ...
