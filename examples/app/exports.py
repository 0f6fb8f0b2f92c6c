"""Hand out the whole list as CSV."""

import asyncio
import csv
import tempfile

from fastapi import APIRouter
from fastapi.responses import FileResponse

from app.database import OpenLinks

router = APIRouter(prefix="/exports")


def write_csv(links: OpenLinks) -> str:
    """Write a file and return its path."""
    with tempfile.NamedTemporaryFile("w", suffix=".csv", delete=False, newline="") as file:
        rows = csv.writer(file)
        rows.writerows((link.id, link.url, link.title) for link in links.recent(limit=10_000))
    return file.name


@router.get("/called-too-early")
async def export_early(links: OpenLinks):
    return await asyncio.to_thread(FileResponse, write_csv(links))


@router.get("")
async def export(links: OpenLinks):
    return FileResponse(await asyncio.to_thread(write_csv, links))
