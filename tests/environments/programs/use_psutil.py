import psutil


def load():
    return psutil.cpu_percent(interval=1)


async def handler():
    load()  # blocks: sleep
    psutil.Process(1).wait()  # blocks: wait
