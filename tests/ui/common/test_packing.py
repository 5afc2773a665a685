"""Streamlit's own scripts are sent packed, and nothing else is sent in its place."""

import gzip

import pytest
from starlette.responses import PlainTextResponse

from nnviz.ui.common.packing import STATIC, PackedScripts, pack_first_page
from tests.ui.common import fetching

SCRIPT = max(STATIC.glob("static/js/index.*.js"))
#: One that the page does not ask for by itself.
LATER = max(STATIC.glob("static/js/BidiComponent.*.js"))
PATH = SCRIPT.relative_to(STATIC).as_posix()


def fetch(
    path: str, *, root: str = "", accepted: str = "gzip", method: str = "GET"
) -> tuple[dict[str, str], bytes]:
    """Headers and body of an answer, which is ``else`` where it is not the middleware's."""
    app = PackedScripts(PlainTextResponse("else"), root)
    return fetching.fetch(app, path, accepted=accepted, method=method)[1:]


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
    pack_first_page(["static/js/none.js", LATER.relative_to(STATIC).as_posix()])
    assert SCRIPT.name in packed
    assert packed.count(LATER.name) == 1
    assert len(packed) > 10
