import pycurl


def curl():
    made = pycurl.Curl()
    made.setopt(made.URL, "https://example.org")
    return made


async def handler():
    curl().perform()  # blocks: http
