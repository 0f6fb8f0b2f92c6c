"""The projects: other people's, pinned, from the package index or from a commit of their repository."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Project:
    """One version of somebody's project, and what it takes to check it.

    Args:
        name: Its name on the package index, or ours for one that is not there.
        version: What is installed from the index, or a commit.
        package: What mypy is to check, inside ``folder``.
        repository: Where the commit is; empty for a project from the index.
        folder: The part of the repository that mypy runs in.
        requires: Its dependencies; for a project from the index, those that its metadata does not name.
        until: Dependencies are those of this day.
        python: The version that the dependencies are installed for and the code is checked as.
        options: More options for mypy.
    """

    name: str
    version: str
    package: str
    until: str
    repository: str = ""
    folder: str = "."
    requires: tuple[str, ...] = ()
    python: str = "3.11"
    options: tuple[str, ...] = ()

    @property
    def tree(self) -> str:
        """Name and version, as the judged table calls them."""
        return f"{self.name} {self.version[:12]}"


def _index(name: str, version: str, package: str, *requires: str, until: str = "2026-08-22") -> Project:
    return Project(name, version, package, until, requires=requires)


def _list(requirements: str) -> tuple[str, ...]:
    return tuple(requirements.split())


PROJECTS = (
    _index("starlette", "0.47.3", "starlette", "itsdangerous", "jinja2", "python-multipart", "pyyaml", "httpx"),
    _index("aiohttp", "3.12.15", "aiohttp", "aiodns", "Brotli", until="2025-09-01"),
    _index("channels", "4.3.2", "channels", "daphne", "django-stubs"),
    _index("openai", "1.35.0", "openai", until="2024-07-01"),
    _index("aiogram", "3.22.0", "aiogram", "redis", "aiohttp-socks", "Babel"),
    _index("discord.py", "2.6.3", "discord"),
    _index("fastmcp", "2.12.3", "fastmcp", until="2025-10-01"),
    _index("litestar", "2.25.0", "litestar", "litestar[full]", until="2026-11-01"),
    _index("langchain-core", "0.3.76", "langchain_core", "types-PyYAML", until="2025-10-01"),
    _index("fschat", "0.2.31", "fastchat", "openai<1", "tiktoken", "uvicorn", until="2023-11-01"),
    _index("distributed", "2025.9.0", "distributed", "types-PyYAML", "types-psutil"),
    _index("prefect", "3.4.20", "prefect", "types-PyYAML", "types-cachetools", until="2025-10-01"),
    _index("open-webui", "0.6.18", "open_webui", "types-requests", "types-aiofiles", until="2025-08-01"),
    _index("homeassistant", "2024.3.3", "homeassistant", "types-requests", "types-PyYAML", until="2024-04-01"),
    Project(
        "supervisor",
        "4054749eb24e3bcf99ae210aac3447cba424a1ba",
        "supervisor",
        until="2026-08-22",
        repository="https://github.com/home-assistant/supervisor",
        python="3.13",
        requires=_list(
            """
            aiodns==3.2.0 aiohttp==3.11.12 atomicwrites-homeassistant==1.4.1 attrs==25.1.0
            awesomeversion==24.6.0 brotli==1.1.0 ciso8601 colorlog==6.9.0 cpe==1.3.1 cryptography==44.0.1
            debugpy deepmerge==2.0 dirhash==0.5.0 docker==7.1.0 faust-cchardet gitpython==3.1.44 jinja2==3.1.5
            orjson pulsectl==24.12.0 pyudev==0.24.3 PyYAML==6.0.2 requests==2.32.3 securetar==2025.2.0
            sentry-sdk==2.22.0 voluptuous==0.15.2 dbus-fast types-docker types-PyYAML types-requests
            """
        ),
    ),
    Project(
        "moonraker",
        "27466984dfaad20fbcac690dfc47f012290df665",
        ".",
        until="2026-08-22",
        repository="https://github.com/Arksine/moonraker",
        folder="moonraker",
        options=("--explicit-package-bases",),
        requires=_list(
            """
            tornado pyserial pyserial-asyncio pillow lmdb streaming-form-data distro inotify-simple libnacl
            paho-mqtt<2 zeroconf jinja2 dbus-next apprise types-requests
            """
        ),
    ),
    Project(
        "kanchi",
        "ff3da1c620467541bc7a6da03c99a5948abd7e12",
        ".",
        until="2026-08-22",
        repository="https://github.com/getkanchi/kanchi",
        folder="agent",
        options=("--explicit-package-bases",),
        requires=_list(
            """
            celery kombu amqp redis fastapi uvicorn pydantic sqlalchemy<2.1 alembic psycopg[binary] pymysql
            aiohttp<3.13 prometheus-client
            """
        ),
    ),
    Project(
        "khoj",
        "b82d4fe68fa249cb9c87cd15c4a5314eede38678",
        "khoj",
        until="2026-08-22",
        repository="https://github.com/khoj-ai/khoj",
        folder="src",
        requires=_list(
            """
            beautifulsoup4 dateparser defusedxml fastapi python-multipart jinja2 openai tiktoken tenacity pillow
            pydantic[email] pyyaml rich schedule==1.1.0 uvicorn aiohttp langchain-text-splitters langchain-core
            requests anyio pymupdf django==5.1.10 django-unfold==0.42.0 authlib itsdangerous httpx pgvector
            psycopg2-binary lxml django-phonenumber-field phonenumbers markdownify markdown-it-py websockets
            psutil huggingface-hub apscheduler~=3.10 pytz cron-descriptor django_apscheduler anthropic docx2txt
            google-genai google-auth resend email-validator e2b-code-interpreter django-stubs-ext django-stubs
            types-requests types-PyYAML types-pytz types-psycopg2
            """
        ),
    ),
    Project(
        "red-discordbot",
        "4e27059209473118142a5a220b002353dc82d3e4",
        "redbot",
        until="2026-08-22",
        repository="https://github.com/Cog-Creators/Red-DiscordBot",
        requires=_list(
            """
            aiohttp==3.9.5 aiohttp-json-rpc==0.13.3 apsw attrs Babel brotli click discord.py==2.4.0 markdown
            orjson packaging platformdirs psutil python-dateutil PyYAML rapidfuzz types-psutil types-PyYAML
            types-python-dateutil Red-Commons Red-Lavalink==0.11.0 rich schema
            """
        ),
    ),
    Project(
        "prefect-aws",
        "62b100162bed359b4eede533d302125ca4c85a3f",
        "prefect_aws",
        until="2026-08-22",
        repository="https://github.com/PrefectHQ/prefect",
        folder="src/integrations/prefect-aws",
        requires=_list(
            """
            prefect==3.1.5 boto3 botocore mypy_boto3_s3 mypy_boto3_secretsmanager tenacity
            boto3-stubs[ecs,logs,s3,secretsmanager]
            """
        ),
    ),
    Project(
        "dispatch",
        "dd2837e82a0bf5565b1b4b4b91ea30b7262d4061",
        "dispatch",
        until="2026-08-22",
        repository="https://github.com/Netflix/dispatch",
        folder="src",
        requires=_list(
            """
            aiocache aiofiles aiohttp alembic atlassian-python-api attrs bcrypt blockkit==1.9.2 boto3 cachetools
            chardet click cryptography<42 duo-client email-validator emails fastapi==0.115.12
            google-api-python-client google-auth-oauthlib h11 httpx jinja2 jira joblib jsonpath_ng lxml==5.3.0
            markdown msal numpy oauth2client openai==1.77.0 pandas pdpyras psycopg2-binary pydantic==2.11.4
            pydantic-extra-types==2.10.4 pyparsing python-dateutil python-jose python-multipart python-slugify
            pytz requests schedule sentry-asgi sentry-sdk==1.45.0 sh slack-bolt slack_sdk slowapi
            sqlalchemy-filters sqlalchemy-utils sqlalchemy==2.0.8 statsmodels tabulate tenacity tiktoken uvicorn
            uvloop validators==0.18.2 types-requests types-python-dateutil
            """
        ),
    ),
)
