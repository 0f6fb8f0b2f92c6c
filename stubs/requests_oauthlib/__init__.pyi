from noblock import blocking

import requests

class OAuth2Session(requests.Session):
    @blocking("http")
    def fetch_token(self): ...
    @blocking("http")
    def refresh_token(self): ...
    @blocking("http")
    def request(self): ...

class OAuth1Session(requests.Session):
    @blocking("http")
    def fetch_access_token(self): ...
    @blocking("http")
    def fetch_request_token(self): ...
