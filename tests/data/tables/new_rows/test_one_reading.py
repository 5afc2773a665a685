"""What cells were learned as, they are in new rows: typed anew, or in a file, or a part of it."""

import csv
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from io import StringIO
from random import Random

import numpy as np
import pytest

from nnviz.data.tables import TableProblem, guess, read_table, records_of, values_of
from nnviz.data.tables.choosing.choices import GAPS

#: A cell, drawn anew with each call.
Cell = Callable[[], str]

MARKS = ("", "NA", "n/a", "-", "?", ".", "None", "nan", "NULL", "#N/A", "n.a.", " ", "--")
MONEY = (
    *("${}", "€ {}", "{} €", "-£{}", "({})", "(${})", "{} USD", "CHF {}", "¥{}", "Rs. {}", "{}-"),
    *("US ${}", "kr {}", "{} zł"),
)
UNITS = (
    " kg",
    "kg",
    " KG",
    "%",
    " %",
    "cm",
    " mph",
    " °C",
    "°",
    " rooms",
    " sq ft",
    " m^2",
    " yrs",
)
DATES = (
    *("%Y-%m-%d", "%d.%m.%Y", "%m/%d/%Y", "%d/%m/%Y", "%d %b %Y", "%B %d, %Y", "%Y-%m", "%b %Y"),
    *("%Y-%m-%d %H:%M", "%d.%m.%y", "%H:%M", "%I:%M %p", "%Y/%m/%d", "%d-%b-%y", "%d%b%Y"),
    *("%b-%y", "%Y年%m月", "%a %b %d %H:%M:%S %Y"),
)
WORDS = (
    *(("None", "Insomnia", "Apnea"), ("+", "-"), ("yes", "no", "Yes ", "YES"), ("x", "")),
    *(("1", "2", "3"), ("low", "mid", "high"), ("A", "B", "AB", "0"), ("True", "False")),
    *(("NA", "EU", "AS"), ("01", "02", "03"), ("Ｙｅｓ", "no"), ("<5", "5-10", ">10")),
    *(("1.0", "1", "2"), ("❤", "☹"), ("a b", "a  b", "c"), ("na", "Na", "Cl", "K")),
    *(("1st", "2nd"), ("Q1", "Q2"), ("=1", "+1", "@x"), ("'a", "a"), ("-1", "+1", "?")),
)


def number(random: Random, sign: str) -> Cell:
    forms: tuple[Cell, ...] = (
        lambda: f"{random.uniform(0, 10):.{random.randint(1, 3)}f}",
        lambda: str(random.randint(0, 50)),
        lambda: f"{random.uniform(0, 90_000):.2f}",
        lambda: f"{random.uniform(1, 1e7):,.2f}",
        lambda: f"{random.uniform(0, 1):.3e}",
    )
    form = random.choice(forms)
    return form if sign == "." else lambda: form().translate(str.maketrans(".,", ",."))


def column(random: Random, sign: str) -> Cell:
    """Cells of one kind."""
    kind = random.choice(("number", "money", "unit", "footnote", "date", "words", "words", "feet"))
    plain = number(random, sign)
    if kind == "money":
        form = random.choice(MONEY)
        return lambda: form.format(plain())
    if kind == "unit":
        unit = random.choice(UNITS)
        return lambda: plain() + unit
    if kind == "footnote":
        return lambda: plain() + random.choice(("", "", "", "*", "†", " [1]"))
    if kind == "date":
        form = random.choice(DATES)
        first = datetime(1990, 1, 1)
        return lambda: (first + timedelta(minutes=random.randint(0, 17_000_000))).strftime(form)
    if kind == "words":
        words = random.choice(WORDS)
        return lambda: random.choice(words)
    if kind == "feet":
        return lambda: f"{random.randint(4, 6)}'{random.randint(0, 11)}\""
    return plain


def text_of(rows: list[list[str]], delimiter: str) -> bytes:
    target = StringIO()
    csv.writer(target, delimiter=delimiter, lineterminator="\n").writerows(rows)
    return target.getvalue().encode()


@pytest.mark.parametrize("seed", range(150))
def test_a_cell_is_read_in_one_way(seed: int) -> None:
    random = Random(seed)
    sign = random.choice(".,")
    delimiter = random.choice(";\t|" if sign == "," else ",;\t")
    columns = [column(random, sign) for _ in range(random.randint(2, 5))]
    share, marks = random.choice((0, 0, 0.1, 0.3)), random.sample(MARKS, 2)

    def cell(drawn: Cell) -> str:
        return random.choice(marks) if random.random() < share else drawn()

    names = [*(f"c{i}" for i in range(len(columns))), "target"]
    rows = [
        [*map(cell, columns), random.choice("pqr")] for _ in range(random.choice((8, 15, 60, 300)))
    ]
    table = read_table(text_of([names, *rows], delimiter))
    assert (table.n_rows, table.names) == (len(rows), tuple(names))
    choices = guess(table)
    for name in names:
        cells = table.column(name)
        if cells.n_missing and random.random() < 0.4:
            choices = choices.with_gaps(name, random.choice(GAPS), cells.marks)
        if random.random() < 0.15:
            choices = choices.with_role(name, "category")
    try:
        records = records_of(table, replace(choices, target="target", task="classification"))
    except TableProblem:
        return  # Too many inputs, or none; both are told.
    recipe = records.recipe
    typed = [dict(zip(names, row, strict=True)) for row in rows]
    few = [names, *rows[: random.randint(1, 3)]]
    np.testing.assert_array_equal(values_of(recipe, typed), records.values)
    np.testing.assert_array_equal(
        values_of(recipe, text_of([names, *rows], delimiter)), records.values
    )
    part = values_of(recipe, text_of(few, delimiter))
    np.testing.assert_array_equal(part, records.values[: len(part)])
    assert len(part) == len(few) - 1
