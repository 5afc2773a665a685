"""Modules are served under a hash of their contents, and nothing else is."""

import asyncio
from typing import Any

import pytest
from starlette.applications import Starlette

from nnviz.ui.common.assets import asset_routes, asset_url
from tests.ui.stage.stage_page import SOURCES


def fetch(path: str, base: str = "") -> tuple[int, dict[str, str], bytes]:
    """Status, headers and body of a GET, without a server."""
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request"}

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {"type": "http", "method": "GET", "path": path, "headers": [], "query_string": b""}
    asyncio.run(Starlette(routes=asset_routes(base))(scope, receive, send))
    headers = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    return sent[0]["status"], headers, b"".join(part.get("body", b"") for part in sent[1:])


@pytest.mark.parametrize("base", ["", "play", "/deep/er/"])
def test_modules_are_served_for_ever_under_their_hash(base: str) -> None:
    prefix = f"/{base.strip('/')}/" if base else "/"
    status, headers, body = fetch(prefix + asset_url("stage/stage.js"), base)
    assert (status, body.decode()) == (200, SOURCES["stage.js"])
    assert headers["content-type"].startswith("text/javascript")
    assert "immutable" in headers["cache-control"]


@pytest.mark.parametrize("name", ["stage/__init__.py", "stage/../theme.py", "stage/none.js"])
def test_nothing_but_modules_and_styles_is_served(name: str) -> None:
    folder = asset_url("stage/stage.js").removesuffix("stage/stage.js")
    assert fetch(f"/{folder}{name}")[0] == 404
    with pytest.raises(ValueError, match="no asset"):
        asset_url(name)


def test_modules_of_another_version_are_not_served() -> None:
    assert fetch("/nnviz/assets/0123456789abcdef/stage/stage.js")[0] == 404
