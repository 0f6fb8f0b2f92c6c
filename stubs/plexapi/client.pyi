from noblock import blocking

import plexapi.base

class PlexClient(plexapi.base.PlexObject):
    @blocking("http")
    def __init__(self): ...
    @blocking("http")
    def connect(self): ...
    @blocking("http")
    def reload(self): ...
