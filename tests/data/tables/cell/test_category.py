"""A category is the same however it is typed; and the cells' modules stand alone."""

import ast
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import nnviz.data.tables.cell as cell
from nnviz.data.tables.cell.category import category_key, place_of, places_of
from nnviz.data.tables.cell.missing import MISSING_MARKS, is_missing


@pytest.mark.parametrize(
    "same",
    [
        ("Yes", "yes", "YES", " yes ", "Ｙｅｓ"),
        ("New York", "new  york", "NEW\u00a0YORK"),
        ("1", "1.0", "+1", "01", "1.", "1.00"),
        ("0", "-0", "-0.0", "00"),
        ("0.5", ".5", "0.50"),
        ("100000", "1e5", "1E+5"),
        ("1e-07", "0.0000001", "1E-7"),
        ("10000000000000000", "1e16"),
        ("Straße", "STRASSE"),
    ],
)
def test_one_category(same: tuple[str, ...]) -> None:
    assert len({category_key(text) for text in same}) == 1
    places = places_of([same[0], "another"])
    assert {place_of(text, places) for text in same} == {0}


def test_different_categories() -> None:
    texts = ["1", "1.5", "-1", "1,5", "1a", "a", "ab", "", "-", "+", ".", "inf", "1e400"]
    texts += ["9007199254740992", "9007199254740993"]
    assert len({category_key(text) for text in texts}) == len(texts)


def test_what_is_the_same_is_still_found_by_its_exact_spelling() -> None:
    places = places_of(["A", "a", "b"])
    assert [place_of(text, places) for text in ("A", " a ", "B", "c", "Ａ")] == [0, 1, 2, -1, -1]


@given(st.text(max_size=20))
def test_a_key_is_its_own_key(text: str) -> None:
    assert category_key(category_key(text)) == category_key(text)
    assert place_of(text, places_of([text])) == 0


@pytest.mark.parametrize("mark", sorted(MISSING_MARKS))
def test_marks_are_known_in_any_capitals(mark: str) -> None:
    assert is_missing(mark)
    assert is_missing(f" {mark.upper()} ")


@pytest.mark.parametrize(
    "path", sorted(Path(cell.__path__[0]).glob("[!_]*.py")), ids=lambda p: p.stem
)
def test_each_module_stands_alone(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = [one.name for one in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom):
            names = [node.module or ""]
        assert all(name.partition(".")[0] in sys.stdlib_module_names for name in names)
