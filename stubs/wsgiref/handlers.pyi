from noblock import calls

class BaseHandler:
    @calls("application")
    def run(self, application): ...
