"""Models of tables, and rows for them as people type them, and as programs have them."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta, timezone
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pandas as pd

from nnviz.data.tables import Choices, Records, guess, read_table, records_of
from nnviz.data.tables.cell.missing import MISSING_MARKS
from nnviz.export import Training
from nnviz.model import Model
from tests.export.cases import experiment, table_model

#: Numbers, without and with a unit; a date; categories of texts, of numbers, of yes and no, and of
#: which one is called like a mark of missing values; numbers with a decimal comma; a time of day;
#: feet and inches; percent; months; what is ticked or left blank; results of a test.
HEAD = "size;price;when;Sex;class;smokes;disorder;share;at;tall;rate;month;ticked;test"


def table_text(n: int = 60) -> str:
    """A table of several kinds of columns, to learn `target` from."""
    rng = np.random.default_rng(7)
    lines = [HEAD + ";target"]
    for i in range(n):
        day = date(2019, 1, 1) + timedelta(days=int(rng.integers(0, 900)))
        size = "" if i % 9 == 4 else str(round(float(rng.normal(40, 12)), 1))
        lines.append(
            ";".join(
                (
                    size,
                    f"${rng.integers(1000, 90_000):,}.{rng.integers(10, 99)}",
                    f"{day:%d.%m.%Y}",
                    str(rng.choice(["female", "male", "Not said"])) if i % 11 else "",
                    str(rng.integers(1, 4)),
                    str(rng.choice(["yes", "no"])),
                    str(rng.choice(["None", "Insomnia", "Apnea"])),
                    f"{rng.random():.4f}".replace(".", ","),
                    f"{rng.integers(24)}:{rng.integers(60):02}",
                    f"{rng.integers(5, 7)}'{rng.integers(12)}\"",
                    f"{rng.random() * 30:.1f}%",
                    f"{rng.integers(1949, 1961)}-{rng.integers(1, 13):02}",
                    "x" if i % 3 else "",
                    "+-"[int(rng.integers(2))],
                    str(rng.choice(["low", "high"])),
                )
            )
        )
    return "\n".join(lines) + "\n"


def untidy_case(
    change: Callable[[Choices], Choices] = lambda choices: choices,
) -> tuple[Model, Training]:
    """A model of that table, with parameters at random, and its training."""
    table = read_table(table_text())
    choices = guess(table)
    for name, role in (("class", "category"), ("when", "date"), ("at", "date")):
        choices = choices.with_role(name, role)
    return case_of(records_of(table, change(choices)))


def case_of(records: Records) -> tuple[Model, Training]:
    """A model of some rows, with parameters at random, and its training."""
    run = experiment(records.recipe.task)
    n = len(records)
    train, test = np.arange(0, n - 12), np.arange(n - 12, n)
    model = table_model(run, records, train)
    return model, Training.of_table(run, records, train, test, 2)


_NUMBERS: tuple[Any, ...] = (
    *(20.0, 7, -3, True, np.float32(2.5), np.int64(12), np.bool_(False), Decimal("3.25")),
    *(Fraction(1, 4), "20.0", " 7 ", "+4", "1e2", "−5", "007", "12.", ".5", "1,234", "1 234"),
    *("(45.00)", "6806*", b"8.5", np.str_("9"), np.array(4)),
)
_PRICES: tuple[Any, ...] = (*_NUMBERS, "$5", "5 $", "$ 1,000.50", "($7)", "US$ 3", "-$2")
_NOT_NUMBERS: tuple[Any, ...] = (
    *(
        "abc",
        "1,5",
        "12 apples",
        "1.2.3",
        "--5",
        10**400,
        -(10**400),
        "inf",
        1e31,
        "٣x",
        "1_000",
        "€5",
        "12%",
    ),
    *(date(2020, 1, 1), "2020-01-01", "nan nan", "0x10", 1j),
)
_DATES: tuple[Any, ...] = (
    *("31.12.2020", " 1.2.2021 ", "2020-12-31", "31.12.20 14:30", "1 Jan 2021", "April 1, 2023"),
    *(date(2020, 2, 29), datetime(2020, 2, 29, 12), 18_000, 18_000.25, np.int32(5), "2021-05"),
    *(datetime(2020, 2, 29, 12, tzinfo=timezone(timedelta(hours=5))), np.datetime64("2020-06-01")),
    *(np.datetime64("2020-06-01T06:30:00.5"), pd.Timestamp("2020-06-01", tz="Asia/Tokyo")),
    pd.Timestamp("2021-03-04 05:06"),
)
_COMMAS: tuple[Any, ...] = (
    "0,5",
    " 1,25 ",
    "1.234",
    ",5",
    0.5,
    "7",
    True,
    Decimal("0.125"),
    "−0,5",
)
_NOT_COMMAS: tuple[Any, ...] = ("0.5", "1,5,5", "half", "5 %", 1e31)
_TIMES: tuple[Any, ...] = ("12:30", " 9:05 pm ", "23:59:30", 0.5, "00:00", "9:05", time(6, 30))
_NOT_TIMES: tuple[Any, ...] = ("25:99", "noon", "31.12.2020", "12", "1970-01-01T06:00", 9)
_NOT_DATES: tuple[Any, ...] = (
    *("99.99.9999", "soon", "12/31/2020", "18000", "31.02.2021", "1e5", 20210201),
)
_LACKING: tuple[Any, ...] = (
    *(None, float("nan"), np.nan, np.float32("nan"), pd.NA, pd.NaT, np.datetime64("NaT")),
    *("", " ", "\t", "\u00a0", "NA", " n/a ", "NaN", "Null", "none", "?", "-", "--", ".", "#N/A"),
    Decimal("nan"),
)
_WORDS = (
    "female",
    "FEMALE",
    " Male",
    "not  said",
    "Not Said ",
    "another",
    "ｆｅｍａｌｅ",
    "x",
    5,
    True,
)
_LEVELS = (1, 1.0, "1", "01", " 2.0", "+3", "4", np.int64(2), np.float64(3.0), Decimal(1), "two")
_TALL: tuple[Any, ...] = ("5'11\"", " 6' 2\"", "5 ft 9 in", "5′8″", "70", 68.5, "70 in", "6'")
_NOT_TALL: tuple[Any, ...] = ("5'13\"", "180 cm", "tall", "5'4'3")
_RATES: tuple[Any, ...] = ("12%", "7.5 %", "-3%", "(2%)", "12", 4.5, "1,200%", "%5", Decimal("8.5"))
_NOT_RATES: tuple[Any, ...] = ("12,5%", "$5", "5 kg", "half")
_MONTHS: tuple[Any, ...] = (
    *("1949-01", "Jan 1950", "02/1955", "1 Jan 1960", "1950-05-06", "1960-Q2", "marzo 1951"),
    *(date(1950, 1, 1), -7000, "1 Jan 1950 12:30 EST"),
)
_NOT_MONTHS: tuple[Any, ...] = ("1949-13", "January", "1949", "soon")
_TICKED: tuple[Any, ...] = ("x", "X", " ", "", None, "-", "NA", "yes", float("nan"), pd.NA)
_RESULTS: tuple[Any, ...] = ("+", "-", " - ", "−", "?", "", None, "++", "＋")
_YES = ("yes", "YES", " no ", "No", True, False, "ja", np.str_("yes"), b"no")
_DISORDERS = ("None", "NONE", " none ", "insomnia", "APNEA", "-", None, "Nothing")

#: By the columns of `HEAD`: what can be answered, and what cannot.
_ENTRIES: dict[str, tuple[Sequence[Any], Sequence[Any]]] = {
    "size": (_NUMBERS, _NOT_NUMBERS),
    "price": (_PRICES, _NOT_NUMBERS),
    "when": (_DATES, _NOT_DATES),
    "Sex": (_WORDS, ()),
    "class": (_LEVELS, ()),
    "smokes": (_YES, ()),
    "disorder": (_DISORDERS, ()),
    "share": (_COMMAS, _NOT_COMMAS),
    "at": (_TIMES, _NOT_TIMES),
    "tall": (_TALL, _NOT_TALL),
    "rate": (_RATES, _NOT_RATES),
    "month": (_MONTHS, _NOT_MONTHS),
    "ticked": (_TICKED, ()),
    "test": (_RESULTS, ()),
}


def untidy_rows(columns: Sequence[str], seed: int, n: int = 4) -> list[list[Any]]:
    """Rows for some of those columns; every third lot has an entry that cannot be read."""
    rng = np.random.default_rng(seed)

    def pick(entries: Sequence[Any]) -> Any:
        return entries[int(rng.integers(len(entries)))]

    def entry(name: str) -> Any:
        if rng.random() < 0.1:
            return pick((str.upper, str.title, str))(pick(sorted(MISSING_MARKS)))
        return pick(_LACKING if rng.random() < 0.15 else _ENTRIES[name][0])

    rows = [[entry(name) for name in columns] for _ in range(n)]
    if seed % 3 == 2:
        name = pick([name for name in columns if _ENTRIES[name][1]])
        rows[rng.integers(n)][columns.index(name)] = pick(_ENTRIES[name][1])
    return rows
