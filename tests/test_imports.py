"""Imports point one way: ui -> live -> experiment -> data, core; and analysis -> core.

The core and the data stay usable in any program: they load NumPy and nothing else, until a file
is given that needs more.
"""

import ast
import json
import subprocess
import sys
from collections.abc import Iterator
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
