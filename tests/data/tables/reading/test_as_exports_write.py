"""Marks, formulas and magnitudes as programs in many languages export them, and what is said."""

import pytest

from nnviz.data.tables import guess, read_table, records_of, remarks_on
from nnviz.data.tables.cell.cleaning import cleaned
from nnviz.data.tables.choosing.findings import NUMBERS_AND_MORE, SEASONS


@pytest.mark.parametrize(
    "mark",
    [
        "#NV",
        "#WERT!",
        "#BEZUG!",
        "\\N",
        "k.A.",
        "K.A.",
        "0000-00-00",
        "#Н/Д",
        "#ЗНАЧ!",
        "n.v.",
        "#N/D",
        "s/d",
        "#VALEUR!",
    ],
)
def test_no_value_in_other_languages(mark: str) -> None:
    rows = [f"{mark if i % 2 else i * 1.5},{i % 5},{'ab'[i // 3 % 2]}" for i in range(24)]
    read = read_table("\n".join(["n,m,kind", *rows]))
    assert (read.columns[0].holds, read.columns[0].n_missing) == ("number", 12)
    assert read.columns[0].marks == (mark,)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("quote", ["", '"'])
def test_texts_in_formulas_of_their_own(delimiter: str, quote: str) -> None:
    inner = '""' if quote else '"'

    def cell(text: str) -> str:
        return f"{quote}={inner}{text}{inner}{quote}"

    rows = [
        delimiter.join(map(cell, (f"{150 + i}", f"00{500 + i % 9}", ("large", "small")[i % 2])))
        for i in range(12)
    ]
    read = read_table("\n".join([delimiter.join(map(cell, ("height", "code", "size"))), *rows]))
    assert read.names == ("height", "code", "size")
    assert read.columns[0].values.tolist() == [150.0 + i for i in range(12)]
    # Its zeros are kept.
    assert read.columns[1].vocabulary[0] == "00500"
    assert records_of(read, guess(read)).recipe.classes == ("large", "small")


def test_what_only_looks_like_it_stays() -> None:
    rows = [f'{i},"=""a"" & ""b""",{"xy"[i % 2]}' for i in range(12)]
    assert read_table("\n".join(["n,f,kind", *rows])).columns[1].vocabulary == ('="a" & "b"',)


def test_numbers_with_something_unknown_are_not_called_all_different() -> None:
    cells = [f"{i}.5N" if i % 2 else f"{i}.5S" for i in range(24)]
    rows = [f"{i % 7},{cell},{'xy'[i % 2]}" for i, cell in enumerate(cells)]
    read = read_table("\n".join(["n,place,kind", *rows]))
    told = [one for one in remarks_on(read, guess(read)) if one.column == "place"]
    assert [one.reason for one in told] == [NUMBERS_AND_MORE]


@pytest.mark.parametrize(
    ("cells", "doubted"),
    [(("2003-04", "2005-06", "2011-12"), True), (("2003-04", "2003-05", "2003-06"), False)],
)
def test_months_that_may_be_seasons(cells: tuple[str, ...], doubted: bool) -> None:
    rows = [f"{cell},{i % 7},{'xy'[i % 2]}" for i, cell in enumerate(cells * 8)]
    read = read_table("\n".join(["season,n,kind", *rows]))
    assert read.columns[0].holds == "date"
    assert (SEASONS in [one.reason for one in remarks_on(read, guess(read))]) == doubted


def test_places_to_break_a_word_are_nothing() -> None:
    assert cleaned("Donau\u00addampf\u2060schiff") == "Donaudampfschiff"
