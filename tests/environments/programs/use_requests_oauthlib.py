from requests_oauthlib import OAuth2Session


def session():
    return OAuth2Session("id")


async def handler():
    session().fetch_token("https://example.org")  # blocks: http
    session().authorization_url("https://example.org")
