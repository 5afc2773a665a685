"""Texts over which a careless pattern goes back and forth for minutes.

The measure is the reader's own: it gives up what takes more than its share of the processor.
"""

import pytest

from nnviz.data.tables import TableProblem, records_of
from nnviz.data.tables.limits import LONGEST_CELL
from nnviz.data.tables.problem import TOO_COSTLY
from nnviz.data.tables.reading.apart import Reading

# What numbers, dates, footnotes, amounts and comments are made of.
PUMPS = [
    *[
        "1",
        "0",
        ".",
        "1.",
        "1e",
        "-",
        "+",
        "1 ",
        "1'",
        "7,",
        "1.000",
        "1/",
        "12:",
        "2020-",
        "(",
        ")",
    ],
    *[
        "$",
        "€",
        "%",
        "*",
        "†",
        "²",
        "[1]",
        "#",
        "_",
        "'",
        "–",
        " ",
        "\t",
        "\n",
        "kg",
        "a",
        "é",
        "中",
    ],
    *["１", "Jan ", "id", "é1", "1a", "\u00a0", "½", "=", "~", '""', "5'", "h", "A1", "0,", "-1"],
]
ENDS = ["x", "!", "1", "-", ")", "é", "."]


def pumped(pump: str, end: str) -> str:
    """A cell as long as one may be."""
    text = pump * ((LONGEST_CELL - 20) // len(pump)) + end
    return '"' + text.replace('"', '""') + '"'


@pytest.mark.parametrize("end", ENDS)
def test_the_longest_values_are_soon_read(end: str) -> None:
    cells = [f"{i * 2}" for i in range(12)] + [pumped(pump, end) for pump in PUMPS]
    lines = [f"{i},{cell},{'xy'[i % 2]}" for i, cell in enumerate(cells)]
    with Reading("\n".join(["a,b,kind", *lines]), {}) as reading:
        table, choices = reading.result()
    assert table.n_rows == len(cells)
    records_of(table, choices)


def reason_of(reading: Reading) -> str | None:
    """Why a table is refused, None if it is not."""
    try:
        reading.result()
    except TableProblem as problem:
        return problem.reason
    return None


@pytest.mark.parametrize("where", ["name", "above", "below"])
@pytest.mark.parametrize("end", ENDS[::3])
def test_the_longest_texts_around_values_are_soon_read_or_refused(where: str, end: str) -> None:
    """For another reason than for what they cost: such names are too long."""
    body = [f"{i},{i * 2},{'xy'[i % 2]}" for i in range(12)]
    for first in range(0, len(PUMPS), 9):
        cells = [pumped(pump, end) for pump in PUMPS[first : first + 9]]
        lone = [f"{cell},," for cell in cells]
        lines = {
            "name": [",".join(cells), *(",".join([row] * len(cells)) for row in "1234567")],
            "above": [*lone, "a,b,kind", *body],
            "below": ["a,b,kind", *body, *lone],
        }[where]
        with Reading("\n".join(lines), {}) as reading:
            assert reason_of(reading) != TOO_COSTLY
