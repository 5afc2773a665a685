"""An ordinary table, given the way that programs and people write it."""

import csv
import io

from nnviz.data.tables import Table

NAMES = ("height", "weight", "sport")
ROWS = [(150 + 3 * i, 50 + 7 * i % 20 + 0.5, ("judo", "chess, fast")[i % 2]) for i in range(12)]


def written(delimiter: str = ",", end: str = "", quoting: int = csv.QUOTE_MINIMAL) -> list[str]:
    """The lines of the ordinary table, the names first; `end` stands behind each."""
    target = io.StringIO()
    writer = csv.writer(target, delimiter=delimiter, lineterminator="\n", quoting=quoting)  # type: ignore[arg-type]
    writer.writerows([NAMES, *ROWS])
    return [line + end for line in target.getvalue().splitlines()]


def check(read: Table, n: int = len(ROWS)) -> None:
    """It is the ordinary table."""
    assert read.names == NAMES
    assert read.n_rows == n
    assert read.columns[0].values.tolist() == [float(row[0]) for row in ROWS[:n]]
    assert read.columns[1].values.tolist() == [row[1] for row in ROWS[:n]]
    assert read.columns[2].vocabulary == ("judo", "chess, fast")[:n]


def reasons(read: Table) -> list[str]:
    return [remark.reason for remark in read.remarks]
