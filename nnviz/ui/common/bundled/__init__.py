"""The stage's modules as one file, which a browser has sooner than ninety.

``stage.js`` here is made of ``ui/stage/`` by esbuild (`make bundle`), as is the worker that writes
GIFs, and both are kept beside their sources: whoever only runs nnviz needs no Node. Where a source
has changed since, the page is given the modules themselves, so that a change is seen at once.
"""

import hashlib
from pathlib import Path

HERE = Path(__file__).parent
STAGE = HERE.parents[1] / "stage"

#: What each bundle is made of, relative to the stage: the module that all others hang on.
ENTRIES = ("stage.js", "record/gifworker.js")
#: Given to Streamlit inline, and no part of a bundle.
LOADER = "loader.js"


def banner() -> str:
    """What a bundle of the present sources begins with."""
    digest = hashlib.sha256()
    for path in sorted(STAGE.rglob("*.js")):
        name, contents = path.relative_to(STAGE).as_posix(), path.read_bytes()
        digest.update(f"{name}\0{len(contents)}\0".encode())
        digest.update(contents)
    return f"/* Made of nnviz/ui/stage by `make bundle`: {digest.hexdigest()[:16]} */"


def is_fresh() -> bool:
    """Whether the bundles are those of the present sources."""
    wanted = banner().encode()
    bundles = [HERE / Path(entry).name for entry in ENTRIES]
    return all(path.is_file() and path.read_bytes().startswith(wanted) for path in bundles)


def stage_modules() -> list[str]:
    """The files that the stage needs, by the names of assets; first the one that mounts it."""
    if is_fresh():
        return ["common/bundled/stage.js"]
    names = {path.relative_to(STAGE).as_posix() for path in STAGE.rglob("*.js")}
    others = sorted(names - {*ENTRIES, LOADER})
    return [f"stage/{name}" for name in (ENTRIES[0], *others)]
