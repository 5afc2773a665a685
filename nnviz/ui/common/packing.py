"""Files that never change under their names, sent packed to whoever takes them so.

On a slow line that is what the first picture waits for. Streamlit sends its own scripts as they
are, 3 MB before a page shows anything; packed they are a third of that.
"""

import gzip
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import streamlit as st
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

STATIC = Path(st.__file__).parent / "static"

MEDIA_TYPES = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8"}

#: By address below the app's root: nothing else can be asked for.
_SCRIPTS = {
    path.relative_to(STATIC).as_posix(): path
    for path in sorted(STATIC.glob("static/*/*"))
    if path.suffix in MEDIA_TYPES
}


def takes_packed(request: Request) -> bool:
    """Whether whoever asks can unpack what is packed by `pack`."""
    return "gzip" in request.headers.get("accept-encoding", "")


def lasting(body: bytes, suffix: str, *, is_packed: bool) -> Response:
    """A file that a browser may keep for ever.

    Parameters
    ----------
    body
        The file, packed by `pack` or as it is.
    suffix
        Of its name: one of `MEDIA_TYPES`.
    is_packed
        Which of both `body` is.
    """
    headers = {
        "Cache-Control": "public, max-age=31536000, immutable",
        "Vary": "Accept-Encoding",
        "X-Content-Type-Options": "nosniff",
    }
    if is_packed:
        headers["Content-Encoding"] = "gzip"
    return Response(body, media_type=MEDIA_TYPES[suffix], headers=headers)


def pack(contents: bytes) -> bytes:
    """A file's contents by gzip, always the same for the same contents."""
    return gzip.compress(contents, compresslevel=6, mtime=0)


@cache  # there are no more of them than files
def _packed(path: Path) -> bytes:
    return pack(path.read_bytes())


def asked_first() -> list[str]:
    """Addresses, below the app's root, of what Streamlit's page asks for as soon as it is there."""
    page = (STATIC / "index.html").read_text(encoding="utf-8")
    return re.findall(r"\./(static/\w+/[^\"]+)", page)


def pack_first_page(others: Iterable[str]) -> None:
    """Pack what each visitor's browser asks for first, and these others, before anyone does."""
    for name in (*asked_first(), *others):
        if name in _SCRIPTS:
            _packed(_SCRIPTS[name])


class PackedScripts:
    """Middleware that sends Streamlit's scripts and style sheets in its place.

    Parameters
    ----------
    app : ASGI application
    root : str
        Path of the app's root without the slash at its end.
    """

    def __init__(self, app: ASGIApp, root: str) -> None:
        self._app = app
        self._root = root

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request for one of them; whatever else there is goes on to the app."""
        script = None
        if scope["type"] == "http" and scope["method"] == "GET":
            script = _SCRIPTS.get(scope["path"].removeprefix(f"{self._root}/"))
        answer = self._app if script is None else await self._answer(script, Request(scope))
        await answer(scope, receive, send)

    async def _answer(self, script: Path, request: Request) -> Response:
        is_packed = takes_packed(request)
        read = _packed if is_packed else Path.read_bytes
        # Not on the event loop, since packing a large one takes a moment.
        body = await run_in_threadpool(read, script)
        return lasting(body, script.suffix, is_packed=is_packed)
