"""The links in their SQLite database, behind one class that hides how they are stored."""

import sqlite3
from collections.abc import Iterator
from typing import Annotated, Any

from fastapi import Depends
from pydantic import BaseModel

from app.settings import settings


class Link(BaseModel):
    id: int
    url: str
    title: str


class Links:
    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def add(self, url: str, title: str) -> int:
        with self._connection:
            rows = self._query("INSERT INTO link (url, title) VALUES (?, ?) RETURNING id", url, title)
        return int(rows[0][0])

    def recent(self, limit: int) -> list[Link]:
        rows = self._query("SELECT id, url, title FROM link ORDER BY id DESC LIMIT ?", limit)
        return [Link(id=row[0], url=row[1], title=row[2]) for row in rows]

    def find(self, link_id: int) -> Link | None:
        rows = self._query("SELECT id, url, title FROM link WHERE id = ?", link_id)
        return Link(id=rows[0][0], url=rows[0][1], title=rows[0][2]) if rows else None

    @property
    def count(self) -> int:
        return int(self._query("SELECT count(*) FROM link")[0][0])

    def _query(self, sql: str, *values: object) -> list[Any]:
        return self._connection.execute(sql, values).fetchall()


def create_tables(database: str) -> None:
    with sqlite3.connect(database) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS link (id INTEGER PRIMARY KEY, url TEXT, title TEXT)")


def open_links() -> Iterator[Links]:
    """Give a request its connection. FastAPI runs dependencies that are plain functions in a thread."""
    connection = sqlite3.connect(settings().database, check_same_thread=False)
    try:
        yield Links(connection)
    finally:
        connection.close()


OpenLinks = Annotated[Links, Depends(open_links)]
