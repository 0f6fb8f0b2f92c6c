from noblock import blocking

class FacebookAdsApi:
    @blocking("http")
    def call(self): ...

class FacebookAdsApiBatch:
    @blocking("http")
    def execute(self): ...

class FacebookRequest:
    @blocking("http")
    def execute(self): ...

class Cursor:
    @blocking("http")
    def __next__(self): ...
    @blocking("http")
    def load_next_page(self): ...
