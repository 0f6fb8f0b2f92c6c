from typing import Literal, overload

from noblock import blocking, nonblocking

import apscheduler.schedulers.base

class BackgroundScheduler(apscheduler.schedulers.base.BaseScheduler):
    @nonblocking
    def start(self): ...
    @overload
    @nonblocking
    def shutdown(self, wait: Literal[False]): ...
    @overload
    @blocking("wait")
    def shutdown(self): ...
