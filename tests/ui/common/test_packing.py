"""Streamlit's own scripts are sent packed, and nothing else is sent in its place."""

import asyncio
import gzip
from typing import Any

import pytest
from starlette.responses import PlainTextResponse

from nnviz.ui.common.packing import STATIC, PackedScripts, pack_first_page

SCRIPT = max(STATIC.glob("static/js/index.*.js"))
PATH = SCRIPT.relative_to(STATIC).as_posix()


def fetch(
    path: str, *, root: str = "", accepted: str = "gzip", method: str = "GET"
) -> tuple[dict[str, str], bytes]:
    """Headers and body of an answer, which is ``else`` where it is not the middleware's."""
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request"}

    async def send(message: Any) -> None:
        sent.append(message)

    given = [(b"accept-encoding", accepted.encode())]
    scope = {"type": "http", "method": method, "path": path, "headers": given, "query_string": b""}
    asyncio.run(PackedScripts(PlainTextResponse("else"), root)(scope, receive, send))
    headers = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    return headers, b"".join(part.get("body", b"") for part in sent[1:])


@pytest.mark.parametrize("root", ["", "/play", "/deep/er"])
def test_scripts_are_sent_packed(root: str) -> None:
    headers, body = fetch(f"{root}/{PATH}", root=root)
    assert headers["content-encoding"] == "gzip"
    assert headers["content-type"].startswith("text/javascript")
    assert "immutable" in headers["cache-control"]
    assert gzip.decompress(body) == SCRIPT.read_bytes()
    assert len(body) < SCRIPT.stat().st_size / 2


def test_scripts_are_sent_as_they_are_to_those_who_take_them_only_so() -> None:
    headers, body = fetch(f"/{PATH}", accepted="br")
    assert "content-encoding" not in headers
    assert headers["vary"] == "Accept-Encoding"
    assert body == SCRIPT.read_bytes()


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/index.html",
        "/static/js/none.js",
        f"/other/{PATH}",
        "/static/js/../../index.html",
        "/static/js/../../../../secret.js",
    ],
)
def test_all_else_is_for_the_app(path: str) -> None:
    assert fetch(path)[1] == b"else"


def test_only_what_is_asked_for_is_sent() -> None:
    assert fetch(f"/{PATH}", method="HEAD")[1] == b"else"


def test_what_comes_first_is_packed_before_anyone_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    packed: list[str] = []
    monkeypatch.setattr("nnviz.ui.common.packing._packed", lambda path: packed.append(path.name))
    pack_first_page()
    assert SCRIPT.name in packed
    assert len(packed) > 10
