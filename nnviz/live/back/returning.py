"""Tells a page that was reloaded by what token it finds the run again that its tab had before.

The page's script could tell it as well, and does, but only once it has run anew; the picture is
there before that.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from nnviz.live.back.keeping import TOKEN
from nnviz.live.run.registry import visit_of
from nnviz.live.run.run import LiveRun

#: From the name of a visit, the tickets that its tab may have, and the next one, to the token of
#: the run that they are for.
Reclaim: TypeAlias = Callable[[str, Sequence[object], str], str | None]

#: Bytes of a message: eight tickets and the next one.
MOST_BYTES = 1024


class Returns:
    """The way back to the runs of one process.

    Parameters
    ----------
    runs
        Runs by token, as `nnviz.live.run.registry.RUNS` holds them.
    reclaim
        Gives a visit what its tab had before.
    """

    def __init__(self, runs: Mapping[str, LiveRun], reclaim: Reclaim) -> None:
        self._runs = runs
        self._reclaim = reclaim

    def route(self, path: str) -> Route:
        """The route to put into the application."""
        return Route(path, self.serve, methods=["POST"])

    async def serve(self, request: Request) -> Response:
        """POST: the tickets of a page that shows the token of the run that it was given."""
        run = self._runs.get(request.headers.get(TOKEN, ""))
        visit = None if run is None else visit_of(run)
        if visit is None:
            return Response("no run has this token", 403, media_type="text/plain")
        match await _message(request):
            case {"tickets": [*tickets], "another": str(another)}:
                return JSONResponse({"token": self._reclaim(visit, tickets, another)})
        return Response("these are no tickets", 400, media_type="text/plain")


async def _message(request: Request) -> object:
    """What the page says, or None where that is too much or no JSON."""
    content = bytearray()
    try:
        async for piece in request.stream():
            content += piece
            if len(content) > MOST_BYTES:
                return None
        message: object = json.loads(content)
    except (ClientDisconnect, ValueError, RecursionError):
        return None
    return message
