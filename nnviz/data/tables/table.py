"""What was read from a file: typed columns, the first rows as texts, and how it was written."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from nnviz.data.arrays import FloatArray
from nnviz.data.tables.problem import Remark

#: What a column holds: numbers, dates (days since the beginning of 1970), or texts.
HOLDS = ("number", "date", "text")


@dataclass(frozen=True)
class Dialect:
    """How a file is written.

    Attributes
    ----------
    encoding
        As Python names it.
    delimiter
        One character; a space stands for any number of them.
    quote
        The character around texts that contain the delimiter.
    decimal
        Point or comma.
    has_header
        Whether a row has the columns' names.
    header_row
        Its number as a spreadsheet counts; 0 where there is none.
    kind
        Empty for text, else as `nnviz.data.tables.file.unpacking` has it.
    sheet, sheets
        Of a workbook: the name of the one that was read, and of all that may be; else empty.
    escape
        The character before a quotation mark that is one of the text; empty where that is doubled.
    """

    encoding: str
    delimiter: str
    quote: str
    decimal: str
    has_header: bool
    header_row: int = 0
    escape: str = ""
    kind: str = ""
    sheet: str = ""
    sheets: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Cells:
    """One column of a table. Its arrays are read-only.

    Attributes
    ----------
    name
    holds
        One of `HOLDS`.
    values : (n_rows,) float64
        Of numbers and dates, nan where missing; empty for texts.
    codes : (n_rows,) int32
        Of texts: positions in `vocabulary`, -1 where missing; else empty.
    vocabulary
        Of texts: the different ones, in the order of their first appearance.
    many
        There were more different texts than are worth keeping: codes and vocabulary are empty.
    n_missing
        Cells without a value, strays included.
    date_order
        Of dates: the order in which they were written; "" where they were no texts.
    marks
        The texts among the cells that stand for no value, such as "NA", without the blank one.
    mark_codes : (n_rows,) int32
        Positions in `marks`, -1 where there is none; empty where `marks` is.
    decimal, unit
        Of numbers: the decimal sign and the unit with which they were written.
    n_bare
        How many were written without the unit.
    ambiguous, is_sure
        A number that would be another with the other decimal sign, if nothing in the column tells
        which is meant; whether something does.
    first_stray
        Of numbers and dates: position and text of the first cell that is none, and so counts as
        missing; None where all are.
    """

    name: str
    holds: str
    values: FloatArray
    codes: NDArray[np.int32]
    vocabulary: tuple[str, ...] = ()
    many: bool = False
    n_missing: int = 0
    date_order: str = ""
    marks: tuple[str, ...] = ()
    mark_codes: NDArray[np.int32] = field(default_factory=lambda: np.empty(0, np.int32))
    decimal: str = "."
    unit: str = ""
    n_bare: int = 0
    ambiguous: str = ""
    is_sure: bool = False
    first_stray: tuple[int, str] | None = None

    def __post_init__(self) -> None:
        for array in (self.values, self.codes, self.mark_codes):
            array.flags.writeable = False

    @property
    def n_rows(self) -> int:
        """Cells of the column; 0 where there were too many texts to keep."""
        return len(self.values) + len(self.codes)


@dataclass(frozen=True, eq=False)
class Table:
    """A table as it was read.

    Attributes
    ----------
    columns
        In the file's order; no two have the same name.
    n_rows
        Without the row of names.
    preview
        The first rows, as the texts that the file has.
    dialect
    remarks
        What the person should know of how it was read.
    blanks
        For every blank line, how many rows come before it.
    lines_above
        Lines above the first row of values.
    """

    columns: tuple[Cells, ...]
    n_rows: int
    preview: tuple[tuple[str, ...], ...]
    dialect: Dialect
    remarks: tuple[Remark, ...] = ()
    blanks: tuple[int, ...] = ()
    lines_above: int = 0

    @property
    def names(self) -> tuple[str, ...]:
        """The columns' names."""
        return tuple(column.name for column in self.columns)

    def column(self, name: str) -> Cells:
        """The column of that name.

        Raises
        ------
        KeyError
            There is none.
        """
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)

    def row_number(self, i: int) -> int:
        """What a spreadsheet calls the row at position `i`: from 1, names and blanks counted."""
        return row_number(i, self.lines_above, self.blanks)


def row_number(i: int, lines_above: int, blanks: Sequence[int]) -> int:
    """As `Table.row_number`, while the table is being read."""
    return lines_above + i + bisect_right(blanks, i) + 1
