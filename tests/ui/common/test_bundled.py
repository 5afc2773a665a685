"""The page loads the stage as one file, made of the sources as they are."""

import subprocess
from pathlib import Path

import pytest

from nnviz.ui.common import bundled
from nnviz.ui.common.assets import asset_url
from tests.ui.common.bundle import ESBUILD, HERE, bundle


def test_the_bundles_are_those_of_the_sources() -> None:
    assert bundled.is_fresh(), "run `make bundle`"
    assert bundled.stage_modules() == ["common/bundled/stage.js"]


def test_bundles_come_out_the_same_again(tmp_path: Path) -> None:
    assert ESBUILD.exists(), "run `make bundle`"
    bundle(tmp_path)
    for path in tmp_path.iterdir():
        assert path.read_bytes() == (HERE / path.name).read_bytes(), path.name
    assert len(list(tmp_path.iterdir())) == len(bundled.ENTRIES)


def test_a_changed_module_is_seen_without_a_bundle(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundled, "banner", lambda entry: f"/* {entry} of other sources */")
    first, *others = bundled.stage_modules()
    assert first == "stage/stage.js"
    assert "stage/kit/dom.js" in others
    assert not {"stage/loader.js", "stage/record/gifworker.js"} & set(others)
    assert all(asset_url(name) for name in (first, *others))


@pytest.mark.parametrize(
    ("changed", "made_anew"),
    [
        ("stage.js", {"stage.js"}),
        ("kit/dom.js", {"stage.js"}),
        ("record/gifworker.js", {"record/gifworker.js"}),
        ("record/gif.js", {"stage.js", "record/gifworker.js"}),
        ("loader.js", set()),
    ],
)
def test_what_a_bundle_is_made_of_shows_in_its_banner(
    monkeypatch: pytest.MonkeyPatch, changed: str, made_anew: set[str]
) -> None:
    modules = bundled.sources()
    before = {entry: bundled.banner(entry) for entry in bundled.ENTRIES}
    modules[changed] += b"\nexport const ONE = 1;"
    monkeypatch.setattr(bundled, "sources", lambda: modules)
    assert {entry for entry in before if bundled.banner(entry) != before[entry]} == made_anew


def test_each_module_is_in_a_bundle() -> None:
    bundles = [set(bundled.sources_of(entry)) for entry in bundled.ENTRIES]
    assert set.union(*bundles) == bundled.sources().keys() - {bundled.LOADER}


def test_bundling_says_what_is_wrong(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "stage.js").write_text('import "./nowhere.js";')
    monkeypatch.setattr("tests.ui.common.bundle.STAGE", tmp_path)
    with pytest.raises(subprocess.CalledProcessError):
        bundle(tmp_path)
