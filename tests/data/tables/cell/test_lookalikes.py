"""Columns whose cells look like something else than they are together."""

import pytest

from nnviz.data.tables import TableProblem, guess, records_of, values_of
from nnviz.data.tables.choosing import findings as f
from tests.data.tables.examples.columns import learned, reasons_on, table, told


@pytest.mark.parametrize("cells", [[f"10{s}" for s in "⁰¹²³⁴⁵⁶⁷⁸⁹"], ["2³", "1⁴", "7"]])
def test_powers_do_not_lose_their_exponents(cells: list[str]) -> None:
    read = table(a=cells * 8)
    assert guess(read).role_of("a") == "out"
    assert f.POWERS in reasons_on(read)
    assert f"has raised digits, such as “{cells[0]}”" in told(read)
    with pytest.raises(TableProblem, match="is not a number"):
        records_of(read, guess(read).with_role("a", "number"))


@pytest.mark.parametrize("cells", [["7²", "12¹", "5", "6.5"], ["7¹", "8¹", "9.5¹"]])
def test_footnotes_are_passed_over(cells: list[str]) -> None:
    values = table(a=cells * 8).column("a").values[: len(cells)].tolist()
    assert values == [float(cell.rstrip("¹²")) for cell in cells]


@pytest.mark.parametrize(
    ("cells", "minutes"),
    [
        (["9.05 Uhr", "13.30 Uhr", "7 Uhr"], [545, 810, 420]),
        (["1430h", "0107h", "2359h"], [870, 67, 1439]),
        (["1430 hrs", "0107 hrs", "NA"], [870, 67, None]),
    ],
)
def test_times_of_day_are_no_numbers(cells: list[str], minutes: list[int | None]) -> None:
    read = table(a=cells * 8)
    column = learned(read).recipe.columns[1]
    assert (column.kind, column.date_order) == ("date", "time")
    for value, minute in zip(read.column("a").values.tolist(), minutes, strict=False):
        assert value != value if minute is None else value == pytest.approx(minute / 1440)
    row = values_of(learned(read).recipe, {"n": [1], "a": [cells[0]]})
    assert row[0, 1] == read.column("a").values[0]


@pytest.mark.parametrize("cells", [["1000h", "1500h"], ["1430h", "2515h"], ["14h", "0107h"]])
def test_hours_that_something_takes_are_numbers(cells: list[str]) -> None:
    read = table(a=cells * 12).column("a")
    assert (read.holds, read.unit) == ("number", "h")


@pytest.mark.parametrize(
    ("other", "order"), [("01.03.2020", "dmy"), ("01/03/2020", "mdy"), ("13/03/2020", "dmy")]
)
@pytest.mark.parametrize("n_first", [1, 9000])
def test_beside_any_order_the_year_may_come_first(other: str, order: str, n_first: int) -> None:
    cells = ["2020-03-01"] * n_first + [other, "2020-03-01 00:00"] * max(8, n_first)
    read = table(a=cells).column("a")
    assert (read.holds, read.date_order, read.n_missing) == ("date", order, 0)
    assert read.values[0] == read.values[n_first + 1]
    assert (read.values[0] == read.values[n_first]) == other.startswith("01.")
