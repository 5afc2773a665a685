"""An ASGI application is asked for one path, without a server."""

import asyncio
from typing import Any

from starlette.types import ASGIApp


def fetch(
    app: ASGIApp, path: str, *, accepted: str = "", method: str = "GET"
) -> tuple[int, dict[str, str], bytes]:
    """Status, headers and body of its answer, for who takes these encodings."""
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request"}

    async def send(message: Any) -> None:
        sent.append(message)

    given = [(b"accept-encoding", accepted.encode())] if accepted else []
    scope = {"type": "http", "method": method, "path": path, "headers": given, "query_string": b""}

    async def ask() -> None:
        await app(scope, receive, send)

    asyncio.run(ask())
    headers = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    return sent[0]["status"], headers, b"".join(part.get("body", b"") for part in sent[1:])
