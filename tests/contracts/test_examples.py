"""The application in examples/ works: what noblock says about it is said about real code."""

import subprocess
import sys
from pathlib import Path

from .readme import ROOT

PROGRAM = """\
import asyncio, httpx
from app import pages, watch
from app.main import app, lifespan

async def title_of(url): return "A page"
async def watch_forever(): pass
pages.title_of, pages._get, watch.watch_forever = title_of, lambda url: b"<p>two words</p>", watch_forever

async def main():
    client = httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://test")
    async with lifespan(app), client:
        await client.post("/links", json={"url": "http://a"})
        for path in ("/links", "/links/1", "/links/2", "/links/statistics", "/links/length?url=u", "/account"):
            response = await client.get(path)
            print(path, response.status_code, response.text)
        for path in ("/copies/1?url=u", "/copies/1/later?url=u"):
            response = await client.put(path)
            print(path, response.status_code, response.text)
        for path in ("/copies/1", "/exports", "/exports/called-too-early"):
            response = await client.get(path)
            print(path, response.status_code, response.text.strip())

asyncio.run(main())
"""

EXPECTED = """\
/links 200 [{"id":1,"url":"http://a","title":"A page"}]
/links/1 200 {"id":1,"url":"http://a","title":"A page"}
/links/2 404 {"detail":"Not Found"}
/links/statistics 200 {"links":1}
/links/length?url=u 200 {"words":2}
/account 401 {"detail":"Not authenticated"}
/copies/1?url=u 200 {"bytes":16}
/copies/1/later?url=u 202 null
/copies/1 200 "<p>two words</p>"
/exports 200 1,http://a,A page
/exports/called-too-early 200 1,http://a,A page
"""


def test_the_application_answers(tmp_path: Path) -> None:
    (tmp_path / "copies").mkdir()
    ran = subprocess.run(
        [sys.executable, "-c", PROGRAM], cwd=tmp_path, env={"PYTHONPATH": str(ROOT / "examples")},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (ran.stdout, ran.returncode) == (EXPECTED, 0), ran.stderr
