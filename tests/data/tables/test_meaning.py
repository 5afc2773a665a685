"""What columns mean: marks of missing values, units, dates, categories; and what is said of it."""

import math
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnviz.data.dataset import make_dataset
from nnviz.data.dials import dials_of
from nnviz.data.plane import View, plane_of
from nnviz.data.tables import (
    Choices,
    Column,
    Preparation,
    Recipe,
    Records,
    Table,
    TableProblem,
    guess,
    read_table,
    records_of,
    remarks_on,
    values_of,
)
from nnviz.data.tables import findings as f
from nnviz.data.tables import problem as p
from nnviz.data.tables.choices import GAPS
from nnviz.data.tables.notes import STRAYS
from nnviz.data.tables.spec import own_table

NAN = math.nan


def table(**columns: list[str]) -> Table:
    """A table of these texts; a class follows, so that something is predicted."""
    n = len(next(iter(columns.values())))
    columns = {"n": [str(i * i / 2) for i in range(n)], **columns}
    if "class" not in columns:
        columns["class"] = ["cat" if i % 2 else "dog" for i in range(n)]
    rows = zip(*columns.values(), strict=True)
    quoted = [",".join(f'"{cell}"' for cell in row) for row in rows]
    return read_table("\n".join([",".join(columns), *quoted]))


def learned(read: Table) -> Records:
    return records_of(read, guess(read))


def categories_of(read: Table, name: str = "a") -> tuple[str, ...]:
    recipe = learned(read).recipe
    return {column.name: column.categories for column in recipe.columns}[name]


def reasons_on(read: Table) -> list[str]:
    return [remark.reason for remark in remarks_on(read, guess(read))]


def told(read: Table) -> str:
    return "\n".join(remark.message() for remark in remarks_on(read, guess(read)))


# Marks of missing values.


@pytest.mark.parametrize(
    ("cells", "categories"),
    [
        (["None", "None", "Insomnia", "Sleep Apnea"], ("Insomnia", "None", "Sleep Apnea")),
        (["none", "some", "much"], ("much", "none", "some")),
        (["+", "-"], ("+", "-")),
        (["+", "-", "?"], ("+", "-")),
        (["-", "0", "+", "++"], ("0", "+", "++")),
        ([".", ",", "!", "?"], ("!", ",", ".", "?")),
        (["..", "yes", "no"], ("no", "yes")),
        (["NA", "DE", "FR", "US"], ("DE", "FR", "NA", "US")),
        (["NA", "EU", "EMEA"], ("EMEA", "EU", "NA")),
        (["Na", "K", "Cl", "H"], ("Cl", "H", "K", "Na")),
        (["NA", "S", "C", "Q"], ("C", "Q", "S")),
        (["NA", "TRUE", "FALSE"], ("FALSE", "TRUE")),
        (["N/A", "yes", "no"], ("no", "yes")),
        (["null", "yes", "no"], ("no", "yes")),
        (["-", "yes", "no"], ("no", "yes")),
        (["x", ""], ("x", "(missing)")),
        (["x", "-"], ("x", "(missing)")),
        (["yes", "NA"], ("yes", "(missing)")),
        (["1", ""], ("1", "(missing)")),
        (["None", "", "x", "y"], ("None", "x", "y")),
    ],
)
def test_marks_are_judged_by_their_column(cells: list[str], categories: tuple[str, ...]) -> None:
    assert categories_of(table(a=cells * 8)) == categories


def test_a_mark_that_the_tables_numbers_have_is_one_everywhere() -> None:
    read = table(b=["None", "1.5", "2.5", "3"] * 8, a=["None", "x", "y", "z"] * 8)
    assert categories_of(read) == ("x", "y", "z")
    assert read.column("b").n_missing == read.column("a").n_missing == 8


def test_none_is_a_class() -> None:
    disorders = ["None", "None", "Insomnia", "Sleep Apnea"] * 8
    records = learned(table(**{"class": disorders}))
    assert records.recipe.classes == ("Insomnia", "None", "Sleep Apnea")
    assert (len(records), records.dropped) == (32, 0)


def test_blank_is_a_class_if_a_person_says_so() -> None:
    read = table(**{"class": ["won", "lost", ""] * 8})
    choices = guess(read)
    assert len(records_of(read, choices)) == 16
    apart = records_of(read, choices.with_gaps("class", "category", ()))
    assert apart.recipe.classes == ("lost", "won", "(missing)")
    assert len(apart) == 24


@pytest.mark.parametrize(
    ("gaps", "wanted", "positions"),
    [
        ("missing", ("x", "y"), [0, 1, NAN, NAN]),
        ("values", ("NA", "x", "y"), [1, 2, 0, NAN]),
        ("category", ("x", "y", "(missing)"), [0, 1, 2, 2]),
        ("both", ("NA", "x", "y", "(missing)"), [1, 2, 0, 3]),
    ],
)
def test_a_person_says_what_marks_mean(
    gaps: str, wanted: tuple[str, ...], positions: list[float]
) -> None:
    read = table(a=["x", "y", "NA", ""] * 8)
    choices = guess(read).with_gaps("a", gaps, read.column("a").marks)
    assert choices.gaps_in("a") == gaps
    records = records_of(read, choices)
    column = records.recipe.columns[1]
    assert column.categories == wanted
    assert column.missing == ("(missing)" if gaps in ("category", "both") else "")
    np.testing.assert_array_equal(records.values[:4, 1], positions)
    # New rows mean the same, and the recipe's JSON keeps it.
    again = Recipe.from_json(records.recipe.to_json())
    assert again == records.recipe
    content = b"n,a\n1,x\n1,y\n1,NA\n1,\n"
    np.testing.assert_array_equal(values_of(again, content)[:, 1], positions)


def test_a_missing_category_has_an_input_of_its_own() -> None:
    read = table(a=["x", ""] * 10)
    records = learned(read)
    assert records.recipe.input_names == ("n", "a = x", "a = (missing)")
    inputs = Preparation.fit(records.recipe, records.values, records.labels)
    assert inputs.transform(records.values)[:2, 1:].tolist() == [[1, 0], [0, 1]]
    dropping = records_of(read, replace(guess(read), missing="drop"))
    assert len(dropping) == 20


def test_numbers_with_marks_stay_numbers() -> None:
    read = table(a=["1.5", "NA", "-", "2", "?", "None", ""] * 5)
    assert read.column("a").n_missing == 25
    assert read.column("a").marks == ("NA", "-", "?", "None")
    assert guess(read).role_of("a") == "number"
    assert "“None” counts as a missing value" in told(read)


def test_what_marks_count_as_is_said() -> None:
    assert "“None” counts as a value of its own" in told(table(a=["None", "x", "y"] * 8))
    assert "“-” counts as a missing value" in told(table(a=["-", "x", "y"] * 8))
    assert "a category of their own, “(missing)”" in told(table(a=["x", ""] * 8))


@given(
    st.lists(
        st.sampled_from(["red", "Red", "blue", "None", "NA", "-", "?", "", "null"]),
        min_size=12,
        max_size=40,
    ),
    st.sampled_from(GAPS),
)
def test_new_rows_are_those_learned_from(cells: list[str], gaps: str) -> None:
    read = table(a=[*cells, "red", "blue", "green"])
    choices = guess(read).with_role("a", "category")
    choices = choices.with_gaps("a", gaps, read.column("a").marks)
    records = records_of(read, choices)
    content = "n,a\n" + "\n".join(f"1,{cell}" for cell in (*cells, "red", "blue", "green"))
    found = values_of(records.recipe, content.encode())
    np.testing.assert_array_equal(found[:, 1], records.values[:, 1])


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
    dataset = make_dataset(spec, 48, 0.0, 2, 0.8, 0, spec.default_features, "hinge")
    assert [axis.label for axis in plane_of(spec, dataset, View("c1", "c2")).axes] == [
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


@pytest.mark.parametrize("word", ["ND", "unknown", "k. A.", "*"])
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
    dataset = make_dataset(spec, 48, 0.0, 2, 0.8, 0, spec.default_features, "hinge")
    assert [dial.kind for dial in dials_of(spec, dataset)] == ["number", "number"]


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


# Categories and classes.


SPELLINGS: tuple[Callable[[str], str], ...] = (str.upper, str.title, str, "  {} ".format)


@given(
    st.lists(st.sampled_from(["yes", "no", "so so", "straße"]), min_size=8, max_size=40),
    st.data(),
)
def test_spellings_are_one_category_in_training_and_in_new_rows(
    words: list[str], data: st.DataObject
) -> None:
    forms = st.sampled_from(SPELLINGS)
    words = [*words, "yes", "no"]
    cells = [data.draw(forms)(word) for word in words]
    read = table(a=cells)
    records = records_of(read, guess(read).with_role("a", "category"))
    column = records.recipe.columns[1]
    assert len(column.categories) == len(set(words))
    again = [data.draw(forms)(word) for word in words]
    rows = [{"n": 1, "a": cell} for cell in again]
    np.testing.assert_array_equal(values_of(records.recipe, rows)[:, 1], records.values[:, 1])


def test_what_was_folded_is_counted() -> None:
    read = table(a=["Yes", "yes", "yes", "YES", " yes ", "no"] * 4)
    assert categories_of(read) == ("no", "yes")
    assert "Spellings that count as others: 2, for instance “Yes” as “yes”" in told(read)
    assert f.FOLDED not in reasons_on(table(a=["Yes", "no"] * 8))


def test_letters_are_told_apart_where_letters_are_meant() -> None:
    letters = "ABCDEabcde"
    read = table(**{"class": list(letters) * 6})
    assert len(learned(read).recipe.classes) == 10
    assert f.KEPT_APART in reasons_on(read)
    # Where nothing else differs, the spelling does.
    assert categories_of(table(a=["A", "a"] * 8)) == ("A", "a")


def test_an_alphabet_is_predicted() -> None:
    letters = [chr(ord("A") + i % 26) for i in range(260)]
    choices = guess(table(letter=letters, **{"class": ["1.5"] * 260}))
    assert (choices.target, choices.task) == ("letter", "classification")
    read = table(**{"class": letters})
    assert len(learned(read).recipe.classes) == 26


@pytest.mark.parametrize(
    ("header", "target", "task"),
    [
        ("a,b,class", "class", "classification"),
        ("a,b,value", "value", "regression"),
        ("x,y,color", "color", "regression"),
        ("x,b,y", "y", "regression"),
        ("color,x,y", "color", "regression"),
        ("x,y,z", "z", "regression"),
    ],
)
def test_which_column_is_predicted_and_as_what(header: str, target: str, task: str) -> None:
    rows = "\n".join(f"{i / 2},{i * i % 17 / 2},{i % 12 + 1}" for i in range(60))
    choices = guess(read_table(f"{header}\n{rows}"))
    assert (choices.target, choices.task) == (target, task)


def test_what_lies_at_x_and_y_is_predicted() -> None:
    rows = "\n".join(f"{i / 2},{i * i % 17 / 2},{('red', 'blue')[i % 2]}" for i in range(60))
    choices = guess(read_table(f"x,y,color\n{rows}"))
    assert (choices.target, choices.task) == ("color", "classification")
    assert guess(read_table("x,y\n" + "\n".join(f"{i},{i * i}" for i in range(40)))).target == "y"


@pytest.mark.parametrize(
    ("counts", "is_rare"),
    [([1000, 3], True), ([95, 5], False), ([96, 4], True), ([10] * 26, False)],
)
def test_a_rare_class_is_told(counts: list[int], is_rare: bool) -> None:
    answers = [f"k{i}" for i, count in enumerate(counts) for _ in range(count)]
    read = table(**{"class": answers})
    assert (f.RARE_CLASS in reasons_on(read)) == is_rare
    if counts[1] == 3:
        assert "Class “k1” of “class” is rare: 3 of 1,003 rows" in told(read)


# Many columns, few rows.


def test_of_many_pixels_those_are_kept_that_vary_most() -> None:
    rng = np.random.default_rng(0)
    pixels = rng.integers(0, 256, (40, 784)) * (np.arange(784) % 7 > 3)
    pixels[:, 200:264] = rng.choice([0, 255], (40, 64))
    names = [f"pixel{i}" for i in range(784)]
    rows = [",".join(map(str, (i % 10, *row))) for i, row in enumerate(pixels.tolist())]
    read = read_table("\n".join([",".join(["label", *names]), *rows]))
    choices = guess(read)
    assert (choices.target, choices.task) == ("label", "classification")
    assert choices.inputs == tuple(names[200:264])
    assert len(remarks_on(read, choices)) == 2
    assert "are kept whose values vary most, and" in told(read)


def test_of_many_columns_one_sentence_counts_those_left_out() -> None:
    names = [f"c{i}" for i in range(100)]
    rows = [",".join(f"{(i + 1) * (j + 2) % 103 / 4}" for j in range(100)) for i in range(30)]
    read = read_table("\n".join([",".join(names), *rows]))
    assert guess(read).inputs == tuple(names[:64])
    assert "so the first columns are kept and 35 are left out: c64, c65, c66, c67, c68, …" in told(
        read
    )


@pytest.mark.parametrize("kind", ["0\n1\n1\n0", "no\nyes\nyes\nno"])
def test_four_rows_are_enough(kind: str) -> None:
    answers = kind.split()
    corners = ("0,0", "0,1", "1,0", "1,1")
    rows = "\n".join(f"{a},{b}" for a, b in zip(corners, answers, strict=True))
    read = read_table(f"a,b,out\n{rows}")
    records = learned(read)
    assert (records.recipe.target, records.recipe.task) == ("out", "binary")
    assert records.values.tolist() == [[0, 0], [0, 1], [1, 0], [1, 1]]
    assert records.labels.tolist() == [0, 1, 1, 0]
    assert f.FEW_ROWS in reasons_on(read)


def test_one_row_is_too_few() -> None:
    read = read_table("a,b,out\n0,1,yes\n")
    with pytest.raises(TableProblem) as caught:
        learned(read)
    assert caught.value.reason == p.TOO_FEW_ROWS


# What was said before is said no other way.


def test_a_recipe_without_anything_new_is_written_as_ever() -> None:
    recipe = Recipe((Column("a"), Column("b", "category", ("x",))), "y", "regression")
    assert recipe.to_json() == {
        "columns": [
            {"name": "a", "kind": "number", "categories": [], "largest": 0.0},
            {"name": "b", "kind": "category", "categories": ["x"], "largest": 0.0},
        ],
        "target": "y",
        "task": "regression",
        "classes": [],
        "missing": "fill",
    }
    assert Recipe.from_json(recipe.to_json()) == recipe


@pytest.mark.parametrize("wrong", [{"missing": "x"}, {"decimal": "!"}])
def test_a_recipe_that_contradicts_itself_is_refused(wrong: dict[str, str]) -> None:
    values = Recipe((Column("a"),), "y", "regression").to_json()
    values["columns"][0].update(wrong)
    with pytest.raises(ValueError, match="no such category or decimal sign"):
        Recipe.from_json(values)


def test_choices_refuse_what_is_no_meaning() -> None:
    with pytest.raises(ValueError, match="gaps must be one of"):
        Choices("y", "regression", (("y", "number"),)).with_gaps("y", "nothing", ())
