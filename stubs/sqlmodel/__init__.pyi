from noblock import blocking

class Session:
    @blocking("database", use="sqlmodel.ext.asyncio.session.AsyncSession.exec")
    def exec(self): ...
    @blocking("database", use="sqlmodel.ext.asyncio.session.AsyncSession.execute")
    def execute(self): ...
