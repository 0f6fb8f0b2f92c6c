from noblock import blocking

import apscheduler.schedulers.base

class BlockingScheduler(apscheduler.schedulers.base.BaseScheduler):
    @blocking("wait")
    def start(self): ...
