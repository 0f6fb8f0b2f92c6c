"""Add, list and find links."""

from fastapi import APIRouter, HTTPException
from fastapi.concurrency import run_in_threadpool
from pydantic import BaseModel

from app import pages
from app.database import OpenLinks

router = APIRouter(prefix="/links")


class NewLink(BaseModel):
    url: str


@router.get("")
async def list_links(links: OpenLinks, limit: int = 20):
    return links.recent(limit)


@router.post("", status_code=201)
async def add_link(new: NewLink, links: OpenLinks):
    title = await pages.title_of(new.url)
    return {"id": await run_in_threadpool(links.add, new.url, title)}


@router.get("/length")
async def length(url: str):
    return {"words": pages.word_count(url)}


@router.get("/statistics")
async def statistics(links: OpenLinks) -> dict[str, int]:
    return {"links": links.count}


@router.get("/{link_id}")
def find_link(link_id: int, links: OpenLinks):
    """A plain function: FastAPI runs it in a thread, so it may block."""
    link = links.find(link_id)
    if link is None:
        raise HTTPException(404)
    return link
