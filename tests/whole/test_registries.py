"""An entry of a registry is whole: every place that has to know it does, or is named here."""

import re
from collections.abc import Iterable

import pytest

from nnviz.ui.text.words.network import ACTIVATION_WORDS
from tests.whole.places import ROOT, missing
from tests.whole.registries import REGISTRIES

#: An entry that nobody has written.
MADE_UP = "made_up"


def told_of(entry: str, kind: str, entries: Iterable[str]) -> list[str]:
    """What is said of one entry, whatever else is missing."""
    lines = missing(kind, REGISTRIES[kind], list(entries))
    return [line for line in lines if line.startswith(f"{kind} '{entry}' ")]


def test_each_entry_is_everywhere() -> None:
    lines = [
        line
        for kind, registry in REGISTRIES.items()
        for line in missing(kind, registry, registry.entries)
    ]
    if lines:
        pytest.fail("\n".join(lines), pytrace=False)


@pytest.mark.parametrize("kind", REGISTRIES)
def test_a_new_entry_is_missed_at_every_place(kind: str) -> None:
    registry = REGISTRIES[kind]
    (line,) = told_of(MADE_UP, kind, [*registry.entries, MADE_UP])
    places = ", ".join(f"{place.what} ({place.file})" for place in registry.places)
    assert line == f"{kind} '{MADE_UP}' is missing from: {places}"


@pytest.mark.parametrize("kind", REGISTRIES)
def test_an_entry_that_is_gone_is_found_where_it_is_left(kind: str) -> None:
    registry = REGISTRIES[kind]
    last = next(one for one in reversed(list(registry.entries)) if not told_of(one, kind, [one]))
    rest = [one for one in registry.entries if one != last]
    left = [place for place in registry.places if place.is_exact]
    assert told_of(last, kind, rest) == [
        f"{kind} '{last}' is in no registry, but in: {place.what} ({place.file})" for place in left
    ]


@pytest.mark.parametrize("kind", REGISTRIES)
def test_places_are_files(kind: str) -> None:
    registry = REGISTRIES[kind]
    for file in (registry.file, *(place.file for place in registry.places)):
        assert (ROOT / file).exists(), file


def test_half_of_the_words_are_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(ACTIVATION_WORDS, "tanh", ACTIVATION_WORDS["tanh"]._replace(about=""))
    registry = REGISTRIES["activation"]
    assert told_of("tanh", "activation", registry.entries) == [
        "activation 'tanh' is missing from: words (nnviz/ui/text/words/network.py)"
    ]


def test_the_readme_names_the_same_places() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| an? ([a-z ]+) \| (.*) \|$", text, flags=re.MULTILINE))
    told = {kind: set(re.findall(r"`(\w+/[\w./]+)`", row)) for kind, row in rows.items()}
    assert told == {
        kind: {registry.file, *(place.file for place in registry.places)}
        for kind, registry in REGISTRIES.items()
    }
