from noblock import blocking, nonblocking

import botocore.paginate
import botocore.waiter

# Every operation of a service is a method that botocore adds when the client is made.

@blocking("network")
class BaseClient:
    @nonblocking
    @property
    def exceptions(self): ...
    @nonblocking
    @property
    def meta(self): ...
    @nonblocking
    @property
    def waiter_names(self): ...
    @nonblocking
    def can_paginate(self): ...
    @nonblocking
    def close(self): ...
    @nonblocking
    def generate_presigned_url(self): ...
    @nonblocking
    def generate_presigned_post(self): ...
    @nonblocking
    def get_paginator(self) -> botocore.paginate.Paginator: ...
    @nonblocking
    def get_waiter(self) -> botocore.waiter.Waiter: ...
