from noblock import blocking

class Actor:
    @blocking("network")
    def send(self): ...
    @blocking("network")
    def send_with_options(self): ...

class Broker:
    @blocking("network")
    def join(self): ...

class Message:
    @blocking("network")
    def get_result(self): ...
