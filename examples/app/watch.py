"""Look again and again whether the newest links still lead somewhere."""

import asyncio
import sqlite3
import time

import httpx

from app.database import Links
from app.settings import settings


def newest_urls() -> list[str]:
    connection = sqlite3.connect(settings().database)
    return [link.url for link in Links(connection).recent(limit=10)]


async def watch_forever() -> None:
    async with httpx.AsyncClient() as client:
        while True:
            for url in await asyncio.to_thread(newest_urls):
                response = await client.head(url)
                print(response.status_code, url)
                time.sleep(1)  # be polite
            await asyncio.sleep(600)
