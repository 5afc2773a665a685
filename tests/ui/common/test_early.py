"""The playground's page names what its first picture is drawn by, and no other answer does."""

import pytest
from starlette.responses import PlainTextResponse

from nnviz.ui.common.assets import asset_url
from nnviz.ui.common.bundled import stage_modules
from nnviz.ui.common.early import KINDS, EarlyScripts, early_scripts
from nnviz.ui.common.packing import STATIC
from tests.ui.common.fetching import fetch


def link_of(path: str, root: str = "") -> str | None:
    """What an answer's header says of scripts, if anything."""
    _, headers, body = fetch(EarlyScripts(PlainTextResponse("page"), root), path)
    assert body == b"page"
    return headers.get("link")


@pytest.mark.parametrize("root", ["", "/play", "/deep/er"])
def test_the_page_names_each_script_once(root: str) -> None:
    link = link_of(f"{root}/", root)
    assert link is not None
    named = [one.split(">")[0].removeprefix("<./") for one in link.split(", ")]
    assert named == early_scripts()
    assert len(named) == len(set(named))
    assert named[0] == asset_url(stage_modules()[0])


def test_streamlits_scripts_are_there_and_not_asked_for_anyway() -> None:
    page = (STATIC / "index.html").read_text(encoding="utf-8")
    streamlits = early_scripts()[len(stage_modules()) :]
    assert all((STATIC / address).is_file() for address in streamlits)
    assert not any(address in page for address in streamlits)
    for kind in KINDS:
        assert any(f"/{kind}." in address for address in streamlits), kind


@pytest.mark.parametrize("path", ["/article", "/static/js/index.js", "/play", "/_stcore/health"])
def test_nothing_else_names_them(path: str) -> None:
    assert link_of(path) is None
    assert link_of(path, "/play") is None
