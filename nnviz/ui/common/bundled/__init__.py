"""The stage's modules as one file, which a browser has sooner than ninety.

``stage.js`` here is made of ``ui/stage/`` by esbuild (`make bundle`), as is the worker that writes
GIFs, and both are kept beside their sources: whoever only runs nnviz needs no Node. Where a source
has changed since, the page is given the modules themselves, so that a change is seen at once.
"""

from pathlib import Path

from nnviz.ui.common.assets import assets_below, hash_of

#: What each bundle is made of, relative to the stage: the module that all others hang on.
ENTRIES = ("stage.js", "record/gifworker.js")
#: Given to Streamlit inline, and no part of a bundle.
LOADER = "loader.js"


def sources() -> dict[str, bytes]:
    """The stage's modules, by their names within it."""
    return {name: text for name, text in assets_below("stage").items() if name.endswith(".js")}


def banner() -> str:
    """What a bundle of the present sources begins with."""
    return f"/* Made of nnviz/ui/stage by `make bundle`: {hash_of(sources())} */"


def is_fresh() -> bool:
    """Whether the bundles are those of the present sources."""
    wanted, bundles = banner().encode(), assets_below("common/bundled")
    return all(bundles.get(Path(entry).name, b"").startswith(wanted) for entry in ENTRIES)


def stage_modules() -> list[str]:
    """The files that the stage needs, by the names of assets; first the one that mounts it."""
    if is_fresh():
        return ["common/bundled/stage.js"]
    others = sorted(sources().keys() - {*ENTRIES, LOADER})
    return [f"stage/{name}" for name in (ENTRIES[0], *others)]
