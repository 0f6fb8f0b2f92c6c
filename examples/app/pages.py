"""Fetch the pages that links lead to."""

import re

import httpx
import requests


async def title_of(url: str) -> str:
    async with httpx.AsyncClient(follow_redirects=True) as client:
        response = await client.get(url)
    found = re.search(r"<title>(.*?)</title>", response.text, re.DOTALL)
    return found.group(1).strip() if found else url


def word_count(url: str) -> int:
    return len(re.findall(r"\w+", re.sub(r"<[^>]*>", " ", download(url).decode(errors="replace"))))


def download(url: str, attempts: int = 3) -> bytes:
    """Return the content of a page; try again when the connection fails."""
    for _ in range(attempts - 1):
        try:
            return _get(url)
        except requests.ConnectionError:
            continue
    return _get(url)


def _get(url: str) -> bytes:
    response = requests.get(url, timeout=10)
    response.raise_for_status()
    return response.content
