"""Places that have to know each entry of a registry, and who is missing there.

Most are tables by name; what a table need not hold is left out of it where it is listed.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from nnviz.export import ONNX_PROGRAM, PROGRAMS
from nnviz.ui.text.words import Words
from tests.core.golden import golden

ROOT = Path(__file__).resolve().parents[2]

WORDS = "nnviz/ui/text/words"


@dataclass(frozen=True)
class Place:
    """Where each entry of a registry has to be known.

    Attributes
    ----------
    what
        What the place has of an entry.
    file
        Where that is written, from the root of the repository.
    known
        The names of the entries that are there.
    elsewhere
        Entries that need nothing there.
    is_exact
        Whether it has entries of this registry alone, and so none that the registry lacks.
    """

    what: str
    file: str
    known: Callable[[], Collection[str]]
    elsewhere: frozenset[str] = frozenset()
    is_exact: bool = True


@dataclass(frozen=True)
class Registry:
    """A list of things to choose from, or to be told.

    Attributes
    ----------
    file
        Where the entries themselves are.
    entries
        Their names.
    places
        Where else each has to be known.
    """

    file: str
    entries: Iterable[str]
    places: tuple[Place, ...]


def missing(kind: str, registry: Registry, entries: Iterable[str]) -> Iterator[str]:
    """A line for each entry that is not everywhere, and for each that is no entry any more."""
    names = list(entries)
    for name in names:
        lacking = [
            f"{place.what} ({place.file})"
            for place in registry.places
            if name not in place.elsewhere and name not in place.known()
        ]
        if lacking:
            yield f"{kind} '{name}' is missing from: {', '.join(lacking)}"
    for place in registry.places:
        for name in sorted(set(place.known()) - set(names)) if place.is_exact else ():
            yield f"{kind} '{name}' is in no registry, but in: {place.what} ({place.file})"


def words(file: str, table: Mapping[str, Words], *, formula: bool = False) -> Place:
    """A label and a sentence on the page; with a formula where the core has none."""

    def known() -> list[str]:
        return [
            name
            for name, entry in table.items()
            if entry.label and entry.about.endswith(".") and (entry.formula or not formula)
        ]

    return Place("words", f"{WORDS}/{file}.py", known)


def pytorch(kind: str, part: str = "") -> Place:
    """Numbers of PyTorch's, as they are committed."""
    numbers = golden(kind)
    return Place(
        "PyTorch's reference",
        "tests/core/golden/generate.py",
        lambda: numbers[part] if part else numbers,
    )


def plain(table: Mapping[str, object]) -> Place:
    """The core once more, as textbooks write it."""
    return Place("the plain reference", "tests/core/training/reference.py", lambda: table)


def formulas(file: str, table: str, elsewhere: Iterable[str] = ()) -> Place:
    """A table of the microscope's; its names are read from the source as Prettier writes it."""
    source = (ROOT / file).read_text(encoding="utf-8")
    _, _, rest = source.partition(f"const {table} = {{\n")
    names = re.findall(r"^  (\w+)[:,]", rest.partition("\n};")[0], flags=re.MULTILINE)
    assert names, f"there is no {table} in {file}"
    return Place("the microscope's formulas", file, lambda: names, frozenset(elsewhere))


def programs(kind: str, elsewhere: Iterable[str] = (), **files: str) -> tuple[Place, ...]:
    """Programs of each library, with the file in which it spells this kind."""
    every = PROGRAMS | {"onnx": ONNX_PROGRAM}
    return tuple(
        Place(
            f"the export to {every[library].label}",
            file,
            lambda library=library: every[library].spelt[kind],  # type: ignore[misc]
            frozenset(elsewhere),
        )
        for library, file in files.items()
    )


def mentions(what: str, file: str) -> Place:
    """A text that is made of the registry, with each entry in quotation marks of its own."""
    text = (ROOT / file).read_text(encoding="utf-8")
    return Place(what, file, lambda: re.findall(r"[\"`](\w+)[\"`]", text), is_exact=False)
