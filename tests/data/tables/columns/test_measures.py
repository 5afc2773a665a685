"""Numbers and dates as people write them: units, decimal signs, days and months."""

import numpy as np
import pytest

from nnviz.data.dataset import make_dataset
from nnviz.data.inputs.plane import Projection, plane_of
from nnviz.data.inputs.sliders import sliders_of
from nnviz.data.specs.table import own_table
from nnviz.data.tables import Recipe, guess, read_table
from nnviz.data.tables.choosing import findings as f
from nnviz.data.tables.layout.notes import STRAYS
from tests.data.tables.examples.columns import categories_of, learned, reasons_on, table, told

# Numbers.


@pytest.mark.parametrize(
    ("cells", "numbers", "unit"),
    [
        (["$1,000.50", "$2", "-$3", "($4.5)"], [1000.5, 2, -3, -4.5], "$"),
        (["12%", "13 %", "0%"], [12, 13, 0], "%"),
        (["(45.00)", "46.00", "47.00-"], [-45, 46, -47], ""),
        (["6806*", "6807", "6808†"], [6806, 6807, 6808], ""),
        (["12 kg", "13kg", "14.5 KG"], [12, 13, 14.5], "kg"),
        (["€ 1.000,50", "€ 2,00", "€ 3,50"], [1000.5, 2, 3.5], "€"),
        (["1,5 Mio. €", "2,25 Mio. €", "0,5 Mrd. €"], [1.5e6, 2.25e6, 5e8], "€"),
        (["75 lakh", "1.5 crore", "950000"], [7.5e6, 1.5e7, 950000], ""),
        (["1 000 kr", "2 000 kr", "500 kr"], [1000, 2000, 500], "kr"),
        (["１２３", "４５", "6"], [123, 45, 6], ""),
        (["−1.5", "+2", "1e5"], [-1.5, 2, 1e5], ""),
        (["12 pcs", *(f"{i} pcs" for i in range(30))], [12, *range(30)], "pcs"),
    ],
)
def test_numbers_as_people_write_them(cells: list[str], numbers: list[float], unit: str) -> None:
    n = -(-12 // len(cells))
    read = table(a=cells * n)
    assert read.column("a").values.tolist() == numbers * n
    column = learned(read).recipe.columns[1]
    assert (column.kind, column.unit) == ("number", unit)
    assert Recipe.from_json(learned(read).recipe.to_json()).columns[1] == column


@pytest.mark.parametrize(
    "cells",
    [
        ["12 kg", "500 g", "13 kg"],
        ["3 rooms", "2 rooms", "1 room"],
        ["3 rooms", "2 rooms", "5 rooms"],
        ["01067", "10115", "20095"],
        ["12A", "14B", "3C"],
        ["class 1", "class 2", "class 10"],
        ["1st", "2nd", "3rd"],
        ["18-24", "25-34", "35-44"],
        ["<5", "5-10", ">10"],
        ["2019/20", "2020/21", "2021/22"],
    ],
)
def test_what_is_no_number_stays_a_category(cells: list[str]) -> None:
    read = table(a=cells * 8)
    assert read.column("a").holds == "text"
    assert guess(read).role_of("a") == "category"


def test_units_stand_beside_the_axes() -> None:
    spec = own_table(learned(table(a=[f"{i} kg" for i in range(48)])))
    dataset = make_dataset(spec, 48, 0.0, 2, 0.8, 0, spec.default_features, low_target=-1.0)
    assert [axis.label for axis in plane_of(spec, dataset, Projection("c1", "c2")).axes] == [
        "n",
        "a (kg)",
    ]


@pytest.mark.parametrize(
    "names", ["name,100 m,200 m", "name,Jan 2020,Feb 2020", "name,5 km,10 km", "name,$5,$10"]
)
def test_measures_and_dates_above_bare_numbers_are_names(names: str) -> None:
    read = read_table(names + "\n" + "\n".join(f"r{i},{i + 0.5},{i * 2}" for i in range(20)))
    assert ",".join(read.names) == names
    bare = read_table("\n".join(f"r{i},${i + 0.5},{i * 2} kg" for i in range(20)))
    assert bare.names == ("column 1", "column 2", "column 3")


def test_a_decimal_comma_beside_a_decimal_point() -> None:
    read = table(a=["1.5", "2.25", "3.75"] * 8, b=["1,5", "2,25", "3,75"] * 8)
    assert read.column("a").values[:3].tolist() == read.column("b").values[:3].tolist()
    columns = learned(read).recipe.columns
    assert [column.decimal for column in columns] == [".", ".", ","]


@pytest.mark.parametrize("sign", [".", ","])
@pytest.mark.parametrize("money", ["${}", "{} €", "-£{}", "{} CHF"])
def test_money_has_no_three_decimals(sign: str, money: str) -> None:
    """Whatever decimals look like elsewhere in the file; but a litre may cost 1.459."""
    other = "," if sign == "." else "."
    amounts = [money.format(f"{i + 8}{sign}{100 + 7 * i}") for i in range(12)]
    litres = [f"1{sign}{401 + i} €" for i in range(12)]
    decimals = [f"0{sign}{i + 10}" for i in range(12)]
    rows = ["price;litre;share", *map(";".join, zip(amounts, litres, decimals, strict=True))]
    read = read_table("\n".join(rows))
    price, litre, share = read.columns
    assert [abs(value) for value in price.values] == [
        1000 * (i + 8) + 100 + 7 * i for i in range(12)
    ]
    assert litre.values.tolist() == [1.401 + i / 1000 for i in range(12)]
    assert share.values.tolist() == [(i + 10) / 100 for i in range(12)]
    assert (price.decimal, share.decimal) == (other, sign)
    # Who says how decimals are written, knows better.
    assert abs(read_table("\n".join(rows), decimal=sign).columns[0].values[0]) == 8.1


@pytest.mark.parametrize("word", ["ND", "unknown", "unb.", "*"])
def test_a_word_among_decimals_is_a_missing_value(word: str) -> None:
    cells = [word if i % 4 == 2 else f"{i * i % 17}.{i}" for i in range(18)]
    read = table(a=cells)
    records = learned(read)
    assert [column.kind for column in records.recipe.columns] == ["number", "number"]
    assert np.isnan(records.values[:, 1]).sum() == cells.count(word)
    assert STRAYS in reasons_on(read)
    # Of grades there may be one that is called so.
    grades = [word if i % 4 == 2 else str(i % 5) for i in range(18)]
    assert len(categories_of(table(a=grades))) == 6


def test_different_units_are_not_compared() -> None:
    read = table(a=[f"{i} {'kg' if i % 2 else 'g'}" for i in range(60)])
    assert guess(read).role_of("a") == "out"
    assert "different units (" in told(read)
    bare = table(a=[f"{i} kg" if i % 3 else f"{i}" for i in range(60)])
    assert guess(bare).role_of("a") == "number"
    assert "numbers without a unit count as kg, as the others do: 19." in told(bare)


@pytest.mark.parametrize(
    ("cells", "first", "doubted"),
    [
        (["950", "1.234", "12.345"], 1.234, True),
        (["950", "1,234", "12,345"], 1234, True),
        (["950", "1.234", "12.345", "1.5"], 1.234, False),
        (["950", "1,234", "12,345.5"], 1234, False),
        (["950", "1.234", "12.345", "1.234.567"], 1234, False),
        (["0.950", "1.234", "12.345"], 1.234, False),
    ],
)
def test_thousands_or_decimals(cells: list[str], first: float, doubted: bool) -> None:
    rows = "\n".join(f"{cell};{'ab'[i % 2]}" for i, cell in enumerate(cells * 8))
    read = read_table(f"a;kind\n{rows}")
    if cells[1] == "1,234" and first == 1234:
        # A semicolon goes with a decimal comma.
        read = read_table(f"a;kind\n{rows}", decimal=".")
    assert read.columns[0].values[1] == first
    assert (f.AMBIGUOUS in reasons_on(read)) == doubted
    if doubted:
        assert f"“{cells[1]}” is read as {first:g}, but could also mean" in told(read)


@pytest.mark.parametrize(
    ("delimiter", "dates", "order", "doubted"),
    [
        (",", ["01/01/2020", "02/06/2020", "03/11/2020"], "mdy", True),
        # Decimal commas go with a day that comes first.
        (";", ["01/01/2020", "02/06/2020", "03/11/2020"], "dmy", True),
        (";", ["01-01-2020", "02-06-2020", "NA"], "dmy", True),
        (";", ["01/01/2020", "02/06/2020", "03/26/2020"], "mdy", False),
        (",", ["01/01/2020", "02/06/2020", "26/03/2020"], "dmy", False),
        (",", ["01/01/2020", "02/02/2020", "03/03/2020"], "mdy", False),
        (",", ["01.02.2020", "02.06.2020", "03.11.2020"], "dmy", False),
        (",", ["2020-02-01", "2020-06-02", "2020-11-03"], "ymd", False),
    ],
)
@pytest.mark.parametrize("late", [False, True])
def test_the_day_and_the_month(
    delimiter: str, dates: list[str], order: str, doubted: bool, late: bool
) -> None:
    """What tells may come far down."""
    sign = "," if delimiter == ";" else "."
    cells = [*dates[:2] * (3000 if late else 8), *dates]
    rows = [delimiter.join((cell, f"{i % 9}{sign}5", "ab"[i % 2])) for i, cell in enumerate(cells)]
    read = read_table("\n".join([delimiter.join(("day", "n", "kind")), *rows]))
    assert read.columns[0].date_order == order
    assert read.columns[0].n_missing == cells.count("NA")
    assert (f.AMBIGUOUS_DATE in reasons_on(read)) == doubted
    if doubted:
        wanted = "2020-06-02" if order == "dmy" else "2020-02-06"
        assert f"“{dates[1]}” is read as {wanted}, but could also mean" in told(read)


def test_the_switch_for_decimals_settles_what_is_in_doubt() -> None:
    rows = "\n".join(f"{cell},{'ab'[i % 2]}" for i, cell in enumerate(["950", "1.234"] * 8))
    read = read_table(f"a,kind\n{rows}", decimal=",")
    assert read.columns[0].values[:2].tolist() == [950, 1234]


# Dates.


@pytest.mark.parametrize(
    "form",
    [
        *("{y}-{m:02}", "{name} {y}", "{y}M{m:02}", "{y} Q{q}", "1 {name} {y}", "{name} 1, {y}"),
        *("{m:02}/{y}", "{y}-{m:02}-01", "Mon, 1 {name} {y}", "{name}-{yy:02}"),
    ],
)
def test_the_airline_passengers_are_learned(form: str) -> None:
    names = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
    months = [
        form.format(
            y=1971 + i // 12, yy=71 + i // 12, m=i % 12 + 1, q=i % 12 // 3 + 1, name=names[i % 12]
        )
        for i in range(144)
    ]
    rows = "\n".join(f'"{month}",{112 + i}' for i, month in enumerate(months))
    records = learned(read_table(f'"Month","#Passengers"\n{rows}'))
    assert records.recipe.target == "#Passengers"
    assert records.recipe.columns[0].kind == "date"
    assert (np.diff(records.values[:, 0]) >= 0).all()
    assert records.values[-1, 0] - records.values[0, 0] > 4000


@pytest.mark.parametrize("mark", ["\u200e", "\u202a", "\ufeff", "\u200b"])
def test_marks_that_nobody_sees_make_no_other_value(mark: str) -> None:
    """As file managers put them before dates, and editors at the beginning."""
    plain = table(a=[f"{i}/15/2020" for i in range(1, 13)], b=[f"{i}.5 kg" for i in range(12)])
    cells = [f"{mark}{i}/15/2020" for i in range(1, 13)], [f"{i}.5 kg{mark}" for i in range(12)]
    read = table(a=cells[0], b=cells[1])
    for name in ("a", "b"):
        assert read.column(name).holds == plain.column(name).holds
        np.testing.assert_array_equal(read.column(name).values, plain.column(name).values)


def test_a_time_is_part_of_a_day() -> None:
    read = table(a=[f"{i % 24}:30" for i in range(48)])
    column = learned(read).recipe.columns[1]
    assert (column.kind, column.date_order) == ("date", "time")
    assert read.column("a").values[:2].tolist() == [0.5 / 24, 1.5 / 24]
    spec = own_table(learned(read))
    dataset = make_dataset(spec, 48, 0.0, 2, 0.8, 0, spec.default_features, low_target=-1.0)
    assert [slider.kind for slider in sliders_of(spec, dataset)] == ["number", "number"]


def test_what_cannot_be_read_is_said_truly() -> None:
    names = table(a=[f"Mr. {'abcdefghij'[i % 10]}{i}" for i in range(30)])
    assert f.ALL_DIFFERENT in reasons_on(names)
    assert "could not be read as numbers, dates or categories, for its texts are all" in told(names)
    almost = table(a=[f"<{i}" if i % 4 == 0 else f"{i}" for i in range(60)])
    assert "could not be read as numbers, for other texts are in it, such as “<0”" in told(almost)
    assert "(different ones: 15)" in told(almost)
    few = table(a=[f"<{i % 16}.5" if i % 4 == 0 else f"{i % 16}.25" for i in range(30)])
    assert "could not be read as numbers, for other texts are in it" in told(few)
    dates = table(a=["soon" + str(i) if i % 4 == 0 else f"2020-01-{i:02}" for i in range(1, 29)])
    assert f.ALMOST_DATES in reasons_on(dates)
    codes = table(a=[f"{i:05}" for i in range(100, 160)])
    assert "zeros in front, such as “00100”" in told(codes)
