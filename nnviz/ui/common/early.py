"""What the first picture is drawn by, asked for together with the page and not once it is needed.

Streamlit's page asks for its main scripts alone. Those of a part come when the first one of that
kind is to be drawn, and those that they import after that; the stage's come last of all.
"""

import re
from collections.abc import Iterable
from functools import cache

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from nnviz.ui.common.assets import asset_url
from nnviz.ui.common.bundled import stage_modules
from nnviz.ui.common.packing import STATIC, asked_first

#: Of what kinds the stage and the parts above it are, by the names of Streamlit's scripts.
KINDS = ("BidiComponent", "Html", "PageLink", "Button", "MenuButton")

_SCRIPTS = STATIC / "static" / "js"
_IMPORT = re.compile(r'\bfrom\s*"\./([^"]+\.js)"')


def _with_imports(names: Iterable[str]) -> list[str]:
    """Streamlit's scripts of these names, and all that they import, each once."""
    found: list[str] = []
    left = list(names)
    while left:
        name = left.pop(0)
        if name not in found:
            found.append(name)
            left += _IMPORT.findall((_SCRIPTS / name).read_text(encoding="utf-8"))
    return found


@cache
def early_scripts() -> list[str]:
    """Addresses of the scripts, relative to the app's, without those that the page asks for."""
    there = set(asked_first())
    kinds = [path.name for kind in KINDS for path in _SCRIPTS.glob(f"{kind}.*.js")]
    streamlits = [f"static/js/{name}" for name in _with_imports(kinds)]
    ours = [asset_url(name) for name in stage_modules()]
    return [*ours, *(address for address in streamlits if address not in there)]


class EarlyScripts:
    """Middleware that names them in the head of the playground's page.

    Parameters
    ----------
    app : ASGI application
    root : str
        Path of the app's root without the slash at its end.
    """

    def __init__(self, app: ASGIApp, root: str) -> None:
        self._app = app
        self._page = f"{root}/"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on the app's answer, with the names where it is that page."""

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                named = (f"<./{address}>; rel=modulepreload" for address in early_scripts())
                MutableHeaders(scope=message).append("Link", ", ".join(named))
            await send(message)

        is_page = scope["type"] == "http" and scope["path"] == self._page
        await self._app(scope, receive, answer if is_page else send)
