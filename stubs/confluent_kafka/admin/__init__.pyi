from noblock import blocking

class AdminClient:
    @blocking("network")
    def list_groups(self): ...
    @blocking("network")
    def list_topics(self): ...
