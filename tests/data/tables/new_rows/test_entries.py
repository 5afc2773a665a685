"""Entries of new rows are read one by one, each by its column's rule."""

from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from math import inf, isnan
from typing import Any

import numpy as np
import pandas as pd
import pytest

from nnviz.data.tables.new_rows.entries import Categories, Dates, Numbers
from nnviz.data.tables.new_rows.given import columns_of

LACKING = (None, float("nan"), np.float32("nan"), pd.NA, pd.NaT, np.datetime64("NaT"), "", " \t")
MARKS = ("NA", "n/a", " NaN ", "none", "?", "-", ".", "#N/A", "NULL")


def days(*moment: int) -> float:
    return (datetime(*moment) - datetime(1970, 1, 1)).total_seconds() / 86400  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("entry", "number"),
    [
        *((20, 20.0), (20.5, 20.5), (True, 1.0), (np.bool_(False), 0.0), (np.int8(-3), -3.0)),
        *((Decimal("1.5"), 1.5), (10**400, inf), (-(10**400), -inf), (np.array(2.5), 2.5)),
        *(("20.0", 20.0), (" 7 ", 7.0), ("1,234", 1234.0), ("$5", None), ("(45.00)", -45.0)),
        *(("−3", -3.0), (np.str_("8"), 8.0), (b"8.5", 8.5), ("abc", None), ("1,5", None)),
        *((date(2020, 1, 1), None), ("2020-01-01", None), ("True", None)),
    ],
)
def test_numbers(entry: Any, number: float | None) -> None:
    assert Numbers().read(entry) == number


def test_numbers_with_a_decimal_comma_or_a_unit() -> None:
    comma = Numbers(decimal=",")
    assert [comma.read(text) for text in ("1,5", "1.234", "1.5")] == [1.5, 1234.0, None]
    assert comma.read(1.5) == 1.5
    pounds = Numbers(unit="£")
    assert [pounds.read(text) for text in ("£5", "5", "$5")] == [5.0, 5.0, None]
    share = Numbers(unit="%")
    assert [share.read(text) for text in ("12%", "12 %", 12, "12")] == [12.0] * 4


@pytest.mark.parametrize(
    ("order", "entry", "moment"),
    [
        ("dmy", "3.4.2020", days(2020, 4, 3)),
        ("mdy", "3/4/2020", days(2020, 3, 4)),
        ("dmy", "2020-04-03", days(2020, 4, 3)),
        ("dmy", "12/31/2020", None),
        ("ymd", "03.04.2020", None),
        ("", "31.12.2020", days(2020, 12, 31)),
        ("dmy", 18_000, 18_000.0),
        ("dmy", "18000", None),
        ("ymd", date(2020, 4, 3), days(2020, 4, 3)),
        ("ymd", datetime(2020, 4, 3, 12), days(2020, 4, 3, 12)),
        ("ymd", datetime(2020, 4, 3, 3, tzinfo=timezone(timedelta(hours=3))), days(2020, 4, 3)),
        ("ymd", pd.Timestamp("2020-04-03 09:00", tz="Asia/Tokyo"), days(2020, 4, 3)),
        ("ymd", np.datetime64("2020-04-03T12"), days(2020, 4, 3, 12)),
        ("ymd", "soon", None),
    ],
)
def test_dates(order: str, entry: Any, moment: float | None) -> None:
    assert Dates(order).read(entry) == moment


@pytest.mark.parametrize(
    ("entry", "name"),
    [
        *(("female", "female"), (" FEMALE", "female"), ("not  Said", "Not said"), ("f", None)),
        *((1, "1"), (1.0, "1"), ("01", "1"), (np.int64(1), "1"), (Decimal(1), "1"), (2, None)),
        *((True, "True"), ("TRUE", "True"), (False, None), (date(2020, 1, 1), "2020-01-01")),
    ],
)
def test_categories(entry: Any, name: str | None) -> None:
    names = ("female", "Not said", "1", "True", "2020-01-01")
    assert Categories(names).read(entry) == (-1 if name is None else names.index(name))


@pytest.mark.parametrize(
    "read", [Numbers().read, Dates("dmy").read, Dates().read, Categories(("a", "b")).read]
)
def test_what_is_missing(read: Callable[[Any], float | None]) -> None:
    for entry in (*LACKING, *MARKS):
        value = read(entry)
        assert value is not None
        assert isnan(value), entry


def test_a_mark_can_be_a_category_and_so_can_missing() -> None:
    kept = Categories(("Insomnia", "None", "-"))
    assert [kept.read(text) for text in ("None", " NONE", "-", "Insomnia")] == [1, 1, 2, 0]
    assert all(isnan(kept.read(entry) or 0.0) for entry in (*LACKING, "NA", "?"))
    own = Categories(("a", "b", "missing"), missing="missing")
    assert {own.read(entry) for entry in (*LACKING, *MARKS)} == {2}
    assert own.read("c") == -1


@pytest.mark.parametrize("names", [("1.5", "2", "10"), ("2020-01-03", "2020-04-03")])
def test_categories_of_numbers_and_dates_are_read_as_such(names: tuple[str, ...]) -> None:
    if names[0] == "1.5":
        found = Categories(names, decimal=",")
        assert [found.read(text) for text in ("1,5", "1,50", "2,0", 1.5, "10,5")] == [
            0,
            0,
            1,
            0,
            -1,
        ]
        assert Categories(("1234", "5")).read("1,234") == 0
    else:
        found = Categories(names, order="dmy")
        assert [found.read(text) for text in ("3.4.2020", "2020-01-03", "1.1.2020")] == [1, 0, -1]


def test_rows_come_in_many_forms() -> None:
    names = ["a", "b"]
    wanted = [["x", "y"], [1, 2]]
    frame = pd.DataFrame({"b": [1, 2], "a": pd.Categorical(["x", "y"]), "more": [0, 0]})
    for given in (
        [["x", 1], ("y", 2)],
        [{"a": "x", "b": 1}, {"b": 2, "a": "y", "more": 3}],
        {"a": ["x", "y"], "b": (1, 2)},
        frame,
        np.array([["x", 1], ["y", 2]], object),
    ):
        assert columns_of(names, given) == wanted
    assert columns_of(names, []) == [[], []]


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ([["x"]], "each row must have 2 values"),
        ([{"a": 1}], "Column “b” is missing"),
        ({"a": [1]}, "Column “b” is missing"),
        ({"a": [1], "b": 2}, "'b' has none"),
        ({"a": [1], "b": [2, 3]}, "equally many"),
        (5, "rows must be a table"),
        (["xy"], "rows must be a table"),
        (pd.DataFrame([[1, 2, 3]], columns=["a", "b", "b"]), "more than one column is named"),
    ],
)
def test_other_forms_are_refused(given: Any, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        columns_of(["a", "b"], given)
