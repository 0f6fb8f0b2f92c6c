"""Keep copies of pages on disk."""

import asyncio
from functools import partial
from pathlib import Path

from fastapi import APIRouter, BackgroundTasks

from app import pages
from app.settings import settings

router = APIRouter(prefix="/copies")


def copy_of(link_id: int) -> Path:
    return settings().copies / f"{link_id}.html"


def save_copy(link_id: int, url: str) -> int:
    """Store a copy and return its size."""
    return copy_of(link_id).write_bytes(pages.download(url))


@router.put("/{link_id}")
async def make_copy(link_id: int, url: str):
    loop = asyncio.get_running_loop()
    return {"bytes": await loop.run_in_executor(None, partial(save_copy, link_id, url=url))}


@router.put("/{link_id}/later", status_code=202)
async def make_copy_later(link_id: int, url: str, tasks: BackgroundTasks):
    """Background tasks that are plain functions run in a thread, after the response was sent."""
    tasks.add_task(save_copy, link_id, url)


@router.get("/{link_id}")
async def read_copy(link_id: int) -> str:
    return copy_of(link_id).read_text()
