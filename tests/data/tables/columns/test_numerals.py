"""Many texts at once are the numbers that each of them is by itself."""

from collections import Counter
from math import nan

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from nnviz.data.tables.cell.missing import MISSING_MARKS, is_missing
from nnviz.data.tables.cell.number import amount_of
from nnviz.data.tables.columns.numerals import ParsedNumbers, numbers_of

SIGNS = ("", "", "", "-", "+", "--")
BEFORE = ("$", "$ ", "€", "US$", "kr ", "Rs ", "EUR ", "CHF", "n", "in")
AFTER = ("%", " %", "kg", " kg", " €", "m", " NA", " rooms", "°", "nan", " n.a", "d", "(%)")
FIGURES = ("0", "5", "1.5", "1,234", "1,234.5", "12,34", "1234567.25", ".5", "5.", "1e5", "007", "")
DASHES = ("-", " -", "--", "–", "- ", "—")
BLANKS = st.sampled_from(("", "", " ", "  "))
MARKS = (*sorted(MISSING_MARKS), "NA", "N/A", "Na", "NaN", "None", "inf", "x", "$", "%", "(", " 7 ")


@st.composite
def texts(draw: st.DrawFn) -> tuple[list[str], str]:
    """A column as one person writes it, with what slips in; and its decimal sign."""
    decimal = draw(st.sampled_from(".,"))
    before, after = draw(
        st.sampled_from([*((one, "") for one in BEFORE), *(("", x) for x in AFTER)])
    )

    def turned(text: str) -> str:
        return text if decimal == "." else text.translate(str.maketrans(".,", ",."))

    dressed = st.builds(
        lambda form, outer, inner, first, figures, last: form.format(
            f"{outer}{first}{inner}{turned(figures)}{last}"
        ),
        st.sampled_from(("{}", "{}", "{}", "({})")),
        st.sampled_from(SIGNS),
        st.sampled_from(("", "", "", "-", "+")),
        st.sampled_from((before, before, before, "")),
        st.sampled_from(FIGURES),
        st.sampled_from((after, after, after, "")),
    )
    nothing = st.sampled_from(DASHES).map(lambda dash: f"{before}{dash}{after}")
    padded = st.builds("{}{}{}".format, BLANKS, st.one_of(dressed, nothing), BLANKS)
    slips = st.sampled_from(MARKS)
    kinds = draw(st.sampled_from([[dressed], [dressed, nothing], [dressed, slips], [padded]]))
    return draw(st.lists(st.one_of(kinds), min_size=1, max_size=6)), decimal


def one_by_one(cells: list[str], decimal: str, unit: str | None) -> ParsedNumbers:
    """What `numbers_of` should say."""
    found = [None if is_missing(cell) else amount_of(cell, decimal) for cell in cells]
    units = Counter(amount[1] for amount in found if amount and (amount[1] or amount[0]))
    bare = sum(amount[1] == "" and amount[0] != 0 for amount in found if amount)
    units.pop("", 0)
    common = [name for name, _ in units.most_common()]
    unit = unit or (common[0] if common and unit is None else "")
    fit = [amount is not None and amount[1] in ("", unit) for amount in found]
    return ParsedNumbers(
        [
            amount[0] if is_fit and amount else nan
            for amount, is_fit in zip(found, fit, strict=True)
        ],
        [i for i, cell in enumerate(cells) if not fit[i] and not is_missing(cell)],
        unit,
        tuple(name for name in common if name != unit),
        bare if unit else 0,
    )


@given(texts(), st.sampled_from((None, None, "", "$", "%", "kg", "n")))
@example((["-$5.5", "$-1,234", "+$7", "NA", ""], "."), None)
@example((["5 %", "-5 %", "+5 %", "(5 %)", "n.a.", "."], ","), None)
@example((["n5", "nan", "na", "-nan", "n6"], "."), None)
@example((["0", "", "7"], "."), "$")
@example((["$5", " $-  ", "-", " ", " - "], "."), None)
@example((["5nan", "nan", "6nan"], "."), None)
def test_many_are_read_as_each_is(column: tuple[list[str], str], unit: str | None) -> None:
    cells, decimal = column
    found, wanted = numbers_of(cells, decimal, unit), one_by_one(cells, decimal, unit)
    assert str(found.values) == str(wanted.values)
    assert (found.strays, found.unit, found.others) == (wanted.strays, wanted.unit, wanted.others)
    assert found.bare == wanted.bare


@pytest.mark.parametrize(
    ("cells", "values", "unit"),
    [
        (["-$1,234.50", "$-2", "$3", "(4)", "NA"], [-1234.5, -2, 3, -4, nan], "$"),
        (["-5 kg", "+6 kg", "7", "-"], [-5, 6, 7, nan], "kg"),
        ([" $1,234.50 ", " $-   ", "$ -", " $(7) ", "-", " "], [1234.5, 0, 0, -7, nan, nan], "$"),
        (["12,5 €", "- €", "–", "3 €"], [12.5, 0, nan, 3], "€"),
    ],
)
def test_signs_stand_on_either_side(cells: list[str], values: list[float], unit: str) -> None:
    found = numbers_of(cells, "," if unit == "€" else ".")
    assert (str(found.values), found.unit, found.strays) == (str([*map(float, values)]), unit, [])
