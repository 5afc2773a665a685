"""The door through which Streamlit takes files in, held to a number for each visit.

Streamlit bounds each file, and keeps whatever a visit has sent until that ends, by names that the
sender chooses: files without end, each of them small enough.
"""

from collections import Counter
from collections.abc import Callable

from starlette.formparsers import MultiPartParser
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

#: Files of one visit that are being received at most.
MOST_UNDER_WAY = 2


def keep_in_memory(most_bytes: int) -> None:
    """Have no file of up to so many bytes written to disk while it comes in.

    There need be no disk that can be written to, and what people upload is nothing to leave there.
    """
    MultiPartParser.spool_max_size = most_bytes + 1


class Uploads:
    """Around the application: whoever uploads does so with a few files at a time.

    Parameters
    ----------
    app
        As ASGI has it.
    path
        Of all uploads, up to the name of the visit.
    make_room
        Is told the visit after each upload, and drops what it has too much.
    """

    def __init__(self, app: ASGIApp, path: str, make_room: Callable[[str], None]) -> None:
        self._app = app
        self._path = path
        self._make_room = make_room
        self._under_way: Counter[str] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        is_upload = scope["type"] == "http" and scope["method"] not in ("OPTIONS", "DELETE")
        if not (is_upload and scope["path"].startswith(self._path)):
            await self._app(scope, receive, send)
            return
        visit, _, _ = scope["path"].removeprefix(self._path).partition("/")
        if self._under_way[visit] >= MOST_UNDER_WAY:
            await Response("too many files at once", 429, media_type="text/plain")(
                scope, receive, send
            )
            return
        self._under_way[visit] += 1
        try:
            await self._app(scope, receive, send)
            self._make_room(visit)
        finally:
            self._under_way[visit] -= 1
            if not self._under_way[visit]:
                del self._under_way[visit]
