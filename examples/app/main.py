"""Put the application together: ``fastapi dev app/main.py``."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI

from app import accounts, copies, exports, links, watch
from app.database import create_tables
from app.settings import settings


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    await asyncio.to_thread(create_tables, settings().database)
    watching = asyncio.create_task(watch.watch_forever())
    yield
    watching.cancel()


app = FastAPI(title="Reading list", lifespan=lifespan)
for module in (accounts, copies, exports, links):
    app.include_router(module.router)
