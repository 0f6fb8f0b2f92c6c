"""Who may do what: passwords, hashed slowly on purpose."""

import hashlib
import secrets
from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException
from fastapi.security import HTTPBasic, HTTPBasicCredentials

from app.settings import settings

router = APIRouter(prefix="/account")
Login = Annotated[HTTPBasicCredentials, Depends(HTTPBasic())]


def hashed(password: str, salt: bytes = b"reading-list") -> str:
    return hashlib.scrypt(password.encode(), salt=salt, n=2**14, r=8, p=1).hex()


async def current_user(login: Login) -> str:
    """An asynchronous dependency: it runs on the event loop, before the handler."""
    name, _, expected = settings().admin.partition(":")
    if login.username != name or not secrets.compare_digest(hashed(login.password), expected):
        raise HTTPException(401)
    return name


@router.get("")
async def account(user: Annotated[str, Depends(current_user)]):
    return {"name": user}
