"""Imports point one way: ui -> live -> experiment -> data, core; and analysis -> core.

So it is inside each folder, too: what stands beside each other there has storeys, of which an upper
one may know a lower one. The core and the data stay usable in any program: they load NumPy and
nothing else, until a file is given that needs more.
"""

import ast
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from os.path import normpath
from pathlib import Path

import pytest

import nnviz
from nnviz import public

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "nnviz"

# Layer: the layers that it may import. A module straight below nnviz is a layer by its own name.
ALLOWED = {
    "core": {"core"},
    "threads": set[str](),
    "data": {"data", "threads"},
    "analysis": {"analysis", "core"},
    "experiment": {"experiment", "data", "core"},
    "tabular": {"tabular", "analysis", "experiment", "data", "core"},
    "model": {"model", "experiment", "data", "core"},
    "export": {"export", "model", "experiment", "data", "core"},
    "saving": {"saving", "experiment", "data", "core"},
    "live": {"live", "saving", "experiment", "data", "core"},
    "ui": {
        "ui",
        "live",
        "export",
        "model",
        "saving",
        "tabular",
        "analysis",
        "experiment",
        "data",
        "core",
    },
    "public": {"model", "saving", "experiment", "data", "core"},
    "nnviz": {"public"},
}

# Folder: what stands in it, from the ground up. A part may import what is named before it.
STOREYS = {
    "core": (
        "arrays settings slices functions network evaluation optimizers training stack timeline"
    ),
    "core/network": (
        "layer_rows layer_trace interventions trainable forward backward network gradient_check "
        "stacked_passes"
    ),
    "data": "arrays sampling tables division generated real features specs dataset inputs",
    "data/tables": (
        "cell problem limits table recipe file columns layout choosing reading new_rows"
    ),
    "live": "background process messages message_arrays run back doors frames stream",
    "ui": (
        "text visit common figures stage components panels report upload controls article pages"
    ),
    "ui/stage": "kit formula stream keeping canvas drawing microscope record strings loader stage",
    "ui/stage/canvas": "hint_strings output layout graph numbers pointing",
    "ui/stage/microscope": (
        "strings trace precise walk view batchchoice traces autoplay applying microscope"
    ),
}

# The third parties that a layer may import; the page may import whatever is installed.
THIRD_PARTIES = {
    "core": {"numpy"},
    # Those beside NumPy are loaded when a file needs them, and not before.
    "data": {"numpy", "charset_normalizer", "pyarrow", "python_calamine"},
    "analysis": {"numpy"},
    "experiment": {"numpy"},
    "tabular": {"numpy"},
    "model": {"numpy"},
    "export": {"numpy", "onnx"},
    "saving": {"numpy"},
    "live": {"numpy", "starlette"},
    "threads": set[str](),
    "public": set[str](),
    "nnviz": set[str](),
}

LOAD_EVERY_MODULE = """
import importlib, json, pkgutil, sys
import numpy.random  # with whatever NumPy itself brings
before = set(sys.modules)
for name in sys.argv[1:]:
    package = importlib.import_module(name)
    for module in pkgutil.walk_packages(package.__path__, name + "."):
        importlib.import_module(module.name)
print(json.dumps(sorted({name.partition(".")[0] for name in set(sys.modules) - before})))
"""


def layer_of(path: Path) -> str:
    """Layer of a file of the package: its folder, its name, or nnviz for the package itself."""
    first = path.relative_to(PACKAGE).parts[0]
    return "nnviz" if first == "__init__.py" else first.removesuffix(".py")


def imported_names(source: str, package: str) -> Iterator[str]:
    """Full names of all that a module's source imports, wherever in the module it does so.

    Parameters
    ----------
    source : the module's text.
    package : full name of the package that the module is in, to resolve relative imports.
    """
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package.split(".")[: len(package.split(".")) - node.level + 1]
            prefix = base if node.level else []
            stem = ".".join([*prefix, *([node.module] if node.module else [])])
            # `from nnviz import core` names a layer only together with what it imports.
            yield from (f"{stem}.{alias.name}" for alias in node.names)


def imported_files(path: Path) -> Iterator[Path]:
    """Files of the package that one of its files imports, Python or JavaScript."""
    source = path.read_text(encoding="utf-8")
    if path.suffix == ".js":
        # In comments stand types, which say what a thing looks like, and load nothing.
        for name in _JS_IMPORT.findall(_JS_COMMENT.sub("", source)):
            yield Path(normpath(path.parent / name))
        return
    for full_name in imported_names(source, ".".join(path.relative_to(ROOT).parent.parts)):
        parts = full_name.split(".")
        for n in range(len(parts), 1, -1):
            module = ROOT.joinpath(*parts[:n])
            if module.with_suffix(".py").is_file():
                yield module.with_suffix(".py")
                break
            if (module / "__init__.py").is_file():
                yield module / "__init__.py"
                break


_JS_IMPORT = re.compile(r"""(?:from|import|new URL)\s*\(?\s*["'](\.[^"']+\.js)["']""")
_JS_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)

FILES = sorted([*PACKAGE.rglob("*.py"), *PACKAGE.rglob("*.js")])
FOLDERS = sorted({folder for path in FILES for folder in path.parents if PACKAGE in folder.parents})


def neighbours_in(folder: Path) -> dict[str, set[str]]:
    """Each part of a folder, and which others beside it its files import.

    What a package gives out (its ``__init__``) is no part of it: it may name all of them.
    """
    found: dict[str, set[str]] = {}
    for path in FILES:
        if folder not in path.parents or path == folder / "__init__.py":
            continue
        part = path.relative_to(folder).parts[0].partition(".")[0]
        found.setdefault(part, set())
        for other in imported_files(path):
            if folder in other.parents and other != folder / "__init__.py":
                found[part].add(other.relative_to(folder).parts[0].partition(".")[0])
        found[part].discard(part)
    return found


def complaints_about(source: str, layer: str, package: str) -> list[str]:
    """Say which imports of a module its layer is not allowed."""
    complaints = []
    for name in imported_names(source, package):
        first, *rest = name.split(".")
        if first == "app":
            complaints.append(f"{layer} imports app")
        elif first == "nnviz":
            target = rest[0] if rest and rest[0] in ALLOWED else "nnviz"
            if target not in ALLOWED[layer]:
                complaints.append(f"{layer} imports {target} ({name})")
        elif first not in sys.stdlib_module_names and first not in THIRD_PARTIES.get(
            layer, {first}
        ):
            complaints.append(f"{layer} imports {first}")
    return complaints


def test_the_description_says_which_layers_a_layer_may_import() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `nnviz\.(\w+)` \|.*\| (.*) \|$", text, flags=re.MULTILINE)
    told = {layer: set(re.findall(r"\w+", allowed)) & ALLOWED.keys() for layer, allowed in rows}
    assert told == {layer: ALLOWED[layer] - {layer} for layer in ALLOWED if layer != "nnviz"}


@pytest.mark.parametrize(
    "path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: str(path.relative_to(PACKAGE))
)
def test_imports_point_one_way(path: Path) -> None:
    package = ".".join(path.relative_to(ROOT).parent.parts)
    assert not complaints_about(path.read_text(encoding="utf-8"), layer_of(path), package)


@pytest.mark.parametrize(
    ("source", "layer", "complaint"),
    [
        ("from nnviz.data import datasets", "core", "core imports data (nnviz.data.datasets)"),
        ("from nnviz import live", "experiment", "experiment imports live (nnviz.live)"),
        ("from ..ui import theme", "live", "live imports ui (nnviz.ui.theme)"),
        ("def f():\n    import streamlit", "live", "live imports streamlit"),
        ("import app", "ui", "ui imports app"),
        ("from nnviz import Trainer", "analysis", "analysis imports nnviz (nnviz.Trainer)"),
    ],
)
def test_a_wrong_import_is_found(source: str, layer: str, complaint: str) -> None:
    assert complaints_about(source, layer, f"nnviz.{layer}") == [complaint]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: str(folder.relative_to(PACKAGE)))
def test_no_folder_has_a_circle(folder: Path) -> None:
    try:
        TopologicalSorter(neighbours_in(folder)).prepare()
    except CycleError as circle:
        pytest.fail(f"a circle: {' -> '.join(circle.args[1])}")


@pytest.mark.parametrize("folder", STOREYS)
def test_nothing_knows_of_a_storey_above(folder: str) -> None:
    storeys = STOREYS[folder].split()
    parts = neighbours_in(PACKAGE / folder)
    assert parts.keys() == set(storeys)
    for part, others in parts.items():
        upwards = others - set(storeys[: storeys.index(part)])
        assert not upwards, f"{part} imports {', '.join(sorted(upwards))}"


def test_what_is_imported_is_found_in_both_languages() -> None:
    python = set(imported_files(PACKAGE / "core" / "timeline" / "replay.py"))
    assert PACKAGE / "core" / "training" / "trainer.py" in python
    script = set(imported_files(PACKAGE / "ui" / "stage" / "record" / "recorder.js"))
    assert PACKAGE / "ui" / "stage" / "record" / "quantize.js" in script


def test_nothing_imports_the_app() -> None:
    for folder in ("nnviz", "tests", "benchmarks"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            package = ".".join(path.relative_to(ROOT).parent.parts)
            names = imported_names(path.read_text(encoding="utf-8"), package)
            assert "app" not in {name.partition(".")[0] for name in names}, path


def test_a_program_can_say_how_many_threads_before_numpy_is_there() -> None:
    command = [sys.executable, "-c", "import sys, nnviz.threads; sys.exit('numpy' in sys.modules)"]
    subprocess.run(command, cwd=ROOT, check=True)


def test_the_public_names_are_there_and_no_others() -> None:
    assert set(nnviz.__all__) == set(public.__all__) <= set(dir(nnviz))
    for name in nnviz.__all__:
        assert getattr(nnviz, name) is getattr(public, name)
    assert not hasattr(nnviz, "Nobody")


def test_core_and_data_load_numpy_alone() -> None:
    command = [sys.executable, "-c", LOAD_EVERY_MODULE, "nnviz.core", "nnviz.data"]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    strangers = set(json.loads(result.stdout)) - sys.stdlib_module_names - {"nnviz", "numpy"}
    assert not strangers
