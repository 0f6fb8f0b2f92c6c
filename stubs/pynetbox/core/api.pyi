from noblock import blocking

import pynetbox.core.app

class Api:
    circuits: pynetbox.core.app.App
    core: pynetbox.core.app.App
    dcim: pynetbox.core.app.App
    extras: pynetbox.core.app.App
    ipam: pynetbox.core.app.App
    tenancy: pynetbox.core.app.App
    users: pynetbox.core.app.App
    virtualization: pynetbox.core.app.App
    vpn: pynetbox.core.app.App
    wireless: pynetbox.core.app.App
    @blocking("http")
    @property
    def version(self): ...
    @blocking("http")
    def openapi(self): ...
    @blocking("http")
    def status(self): ...
    @blocking("http")
    def create_token(self): ...
