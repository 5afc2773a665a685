"""An entry of a registry is whole: every place that has to know it does, or is named here."""

import re
from collections.abc import Iterable

import pytest

from nnviz.ui.text.words.network import ACTIVATION_WORDS
from tests.whole.places import ROOT, missing
from tests.whole.registries import REGISTRIES

#: An entry that nobody has written.
MADE_UP = "made_up"


def lines_of(kind: str, entries: Iterable[str]) -> list[str]:
    """All that is said of a registry, were these its entries."""
    return list(missing(kind, REGISTRIES[kind], entries))


def new_in(lines: list[str], before: list[str]) -> list[str]:
    """What was not said before: whatever else is missing, another test says."""
    return [line for line in lines if line not in before]


def test_each_entry_is_everywhere() -> None:
    lines = [
        line for kind, registry in REGISTRIES.items() for line in lines_of(kind, registry.entries)
    ]
    if lines:
        pytest.fail("\n".join(lines), pytrace=False)


@pytest.mark.parametrize("kind", REGISTRIES)
def test_a_new_entry_is_missed_at_every_place(kind: str) -> None:
    registry = REGISTRIES[kind]
    before = lines_of(kind, registry.entries)
    (line,) = new_in(lines_of(kind, [*registry.entries, MADE_UP]), before)
    places = ", ".join(f"{place.what} ({place.file})" for place in registry.places)
    assert line == f"{kind} '{MADE_UP}' is missing from: {places}"


@pytest.mark.parametrize("kind", REGISTRIES)
def test_an_entry_that_is_gone_is_found_where_it_is_left(kind: str) -> None:
    registry = REGISTRIES[kind]
    before = lines_of(kind, registry.entries)
    whole = [one for one in registry.entries if not any(f"'{one}'" in line for line in before)]
    last = whole[-1]
    rest = [one for one in registry.entries if one != last]
    left = [place for place in registry.places if place.is_exact]
    assert new_in(lines_of(kind, rest), before) == [
        f"{kind} '{last}' is in no registry, but in: {place.what} ({place.file})" for place in left
    ]


@pytest.mark.parametrize("kind", REGISTRIES)
def test_places_are_files(kind: str) -> None:
    registry = REGISTRIES[kind]
    for file in (registry.file, *(place.file for place in registry.places)):
        assert (ROOT / file).exists(), file


def test_half_of_the_words_are_none(monkeypatch: pytest.MonkeyPatch) -> None:
    entries = REGISTRIES["activation"].entries
    before = lines_of("activation", entries)
    monkeypatch.setitem(ACTIVATION_WORDS, "tanh", ACTIVATION_WORDS["tanh"]._replace(about=""))
    assert new_in(lines_of("activation", entries), before) == [
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
