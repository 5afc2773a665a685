"""The stage's modules as one file, which a browser has sooner than ninety.

``stage.js`` here is made of ``ui/stage/`` by esbuild (`make bundle`), as is the worker that writes
GIFs, and both are kept beside their sources: whoever only runs nnviz needs no Node. Where a source
has changed since, the page is given the modules themselves, so that a change is seen at once.
"""

import re
from pathlib import Path, PurePosixPath
from posixpath import normpath

from nnviz.ui.common.assets import assets_below, hash_of

#: What each bundle is made of, relative to the stage: the module that all others hang on.
ENTRIES = ("stage.js", "record/gifworker.js")
#: Given to Streamlit inline, and no part of a bundle.
LOADER = "loader.js"

#: Another module; types are imported in comments, and load nothing.
_IMPORT = re.compile(rb'^import (?:[^;"]* from )?"(\.[^"]+)";', re.MULTILINE)


def sources() -> dict[str, bytes]:
    """The stage's modules, by their names within it."""
    return {name: text for name, text in assets_below("stage").items() if name.endswith(".js")}


def sources_of(entry: str) -> dict[str, bytes]:
    """The modules that a bundle is made of: its entry, and all that this imports."""
    modules = sources()
    found, left = set[str](), [entry]
    while left:
        name = left.pop()
        if name in found or name not in modules:
            continue
        found.add(name)
        folder = PurePosixPath(name).parent
        imported = _IMPORT.findall(modules[name])
        left += [normpath(folder / other.decode()) for other in imported]
    return {name: modules[name] for name in sorted(found)}


def banner(entry: str) -> str:
    """What a bundle of the present sources begins with."""
    return f"/* Made of nnviz/ui/stage by `make bundle`: {hash_of(sources_of(entry))} */"


def is_fresh() -> bool:
    """Whether the bundles are those of the present sources."""
    bundles = assets_below("common/bundled")
    return all(
        bundles.get(Path(entry).name, b"").startswith(banner(entry).encode()) for entry in ENTRIES
    )


def stage_modules() -> list[str]:
    """The files that the stage needs, by the names of assets; first the one that mounts it."""
    if is_fresh():
        return ["common/bundled/stage.js"]
    others = sorted(sources().keys() - {*ENTRIES, LOADER})
    return [f"stage/{name}" for name in (ENTRIES[0], *others)]
