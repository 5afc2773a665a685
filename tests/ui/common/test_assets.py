"""Modules are served under a hash of their contents, and nothing else is."""

import gzip

import pytest
from starlette.applications import Starlette

from nnviz.ui.common.assets import asset_routes, asset_url
from tests.ui.common import fetching
from tests.ui.stage.harness.stage_page import SOURCES


def fetch(path: str, base: str = "", accepted: str = "") -> tuple[int, dict[str, str], bytes]:
    """Status, headers and body of a GET, by who takes these encodings."""
    return fetching.fetch(Starlette(routes=asset_routes(base)), path, accepted=accepted)


@pytest.mark.parametrize("base", ["", "play", "/deep/er/"])
def test_modules_are_served_for_ever_under_their_hash(base: str) -> None:
    prefix = f"/{base.strip('/')}/" if base else "/"
    status, headers, body = fetch(prefix + asset_url("stage/stage.js"), base)
    assert (status, body.decode()) == (200, SOURCES["stage.js"])
    assert headers["content-type"].startswith("text/javascript")
    assert "immutable" in headers["cache-control"]


def test_modules_are_packed_for_those_who_take_them_so() -> None:
    path = f"/{asset_url('stage/stage.js')}"
    _, plain, whole = fetch(path, accepted="br")
    assert "content-encoding" not in plain
    _, packed, less = fetch(path, accepted="gzip, br")
    assert packed["content-encoding"] == "gzip"
    assert {plain["vary"], packed["vary"]} == {"Accept-Encoding"}
    assert gzip.decompress(less) == whole
    assert len(less) < len(whole) / 2


@pytest.mark.parametrize("name", ["stage/__init__.py", "stage/../common/theme.py", "stage/none.js"])
def test_nothing_but_modules_and_styles_is_served(name: str) -> None:
    folder = asset_url("stage/stage.js").removesuffix("stage/stage.js")
    assert fetch(f"/{folder}{name}")[0] == 404
    with pytest.raises(ValueError, match="no asset"):
        asset_url(name)


def test_modules_of_another_version_are_not_served() -> None:
    assert fetch("/nnviz/assets/0123456789abcdef/stage/stage.js")[0] == 404
