"""What is said about a table that cannot be taken, or not as it came.

Reasons are templates, translated before names and numbers are put in. All text in them was written
by whoever made the file: it is cleaned, cut and, for the place where it will stand, quoted.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from nnviz.data.tables.cell.cleaning import cleaned

# While reading.
TOO_BIG = (
    "The file has {count:,} bytes, and {limit:,} are the most that can be read here. "
    "Take fewer rows, or leave out columns."
)
EMPTY = "There is nothing in this file. Choose one with a row of names and some rows of values."
UNPACKING_NEEDS = (
    "Reading such a file needs one more package on this server: {command}. Or open it where it was "
    "made, choose “Save as” or “Export”, take CSV, and load that; or copy the cells and paste them."
)
DAMAGED = (
    "This file cannot be opened: it is damaged, or protected by a password, or not what its "
    "beginning says. Open it where it was made, save it as CSV, and load that file."
)
TOO_COSTLY = (
    "Reading this table takes more time or memory than one may have here. Leave out rows or "
    "columns; a workbook is read with less trouble if it is saved as CSV."
)
NO_SUCH_SHEET = "The workbook has no such sheet. Choose another one."
NO_SINGLE_VALUES = (
    "No column of this file holds single numbers, texts or dates. Unpack the lists in it first."
)
ARCHIVE = "This file is compressed. Unpack it first, then load the CSV file that is in it."
BINARY = (
    "This is not a text file. A table is read from CSV, TSV, Excel or Parquet files, or from cells "
    "pasted as text."
)
MARKUP = (
    "This looks like a web page or program data (HTML, XML or JSON), not like a table. "
    "Save the table as CSV, and load that file."
)
ARFF = (
    "This is a file of Weka's (ARFF), which says more than a table can. Save it as CSV there, and "
    "load that file."
)
LONG_LINE = (
    "Row {row} is longer than {limit:,} characters. Is the file a table, with line ends in it?"
)
LONG_CELL = (
    "Row {row}, column “{column}”: the cell has more than {limit:,} characters. "
    "Shorten it, or delete the column."
)
LONG_NAME = (
    "The name of column {position} has {count:,} characters, and {limit:,} are the most. "
    "Shorten it; it begins “{cell}”."
)
UNCLOSED_QUOTE = (
    "A quotation mark opens in row {row} and is never closed. "
    "Close it there, or delete it, and load the file again."
)
RAGGED = (
    "Row {row} has another number of cells ({count}) than the table has columns ({limit}). "
    "A text that contains the delimiter needs quotation marks around it."
)
TOO_MANY_COLUMNS = (
    "The table has {count:,} columns, and {limit:,} are the most. Delete those that are not needed."
)
TOO_MANY_ROWS = "The table has more than {limit:,} rows. Delete some, for instance every other one."
NO_ROWS = "The table has names but no rows of values below them. Add rows, and load it again."

NO_SUCH_ROW = (
    "Row {row} is blank, or the file has not so many rows. Say which row has the names; 0 is none."
)

# While rows become numbers.
NO_SUCH_COLUMN = "The table has no column “{column}”. Choose another one to predict."
NO_INPUTS = (
    "No column is left to predict “{column}” from. Take at least one other column as a number, "
    "a category or a date."
)
EMPTY_COLUMN = "Column “{column}” has no values at all. Leave it out."
EMPTY_TARGET = "Column “{column}” has no values at all. Choose another one to predict."
NOT_NUMBERS = (
    "Row {row}, column “{column}”: “{cell}” is not a number. "
    "Correct it, or take the column as a category, or leave it out."
)
NOT_DATES = (
    "Row {row}, column “{column}”: “{cell}” is not a date, such as 2024-12-31. "
    "Correct it, or take the column as a category, or leave it out."
)
TOO_LARGE = (
    "Row {row}, column “{column}”: {number:g} is too large to calculate with; {limit:g} is the "
    "most, either sign. Correct it, empty the cell, or leave the column out."
)
TOO_MANY_INPUTS = (
    "The columns become {count:,} inputs, and {limit} are the most: a category costs one for each "
    "of its values. The costliest are {columns}. Leave some columns out."
)
TOO_MANY_TEXTS = (
    "Column “{column}” has more than {limit:,} different texts, too many for a category. "
    "Leave it out."
)
TOO_MANY_CLASSES = (
    "Column “{column}” has more than {limit} different values, and each would be a class. "
    "Predict another column, or take this one as a number."
)
ONE_VALUE = (
    "Column “{column}” is “{cell}” in every row that can be used, so there is nothing to learn. "
    "Choose another one to predict."
)
TOO_FEW_ROWS = (
    "The table has too few rows to learn from: {count}, and {limit} are the least. "
    "Add rows, and load it again."
)
TOO_FEW_COMPLETE_ROWS = (
    "Too few rows have all values that are needed: {count}, and {limit} are the least. "
    "Fill the missing values, or leave out the columns that lack most."
)

# While new rows are predicted.
COLUMN_LACKS = "Column “{column}” is missing, and without it nothing can be predicted. Add it."
NEW_NOT_NUMBER = (
    "Row {row}, column “{column}”: “{cell}” is not a number as this column has them. "
    "Correct it, or leave the cell empty."
)
NEW_NOT_DATE = (
    "Row {row}, column “{column}”: “{cell}” is not a date as this column has them. "
    "Correct it, or leave the cell empty."
)

# Remarks on new rows: they are predicted, but the person should know.
UNSEEN = (
    "Column “{column}” has a value that was not there in training in {count:,} of the rows, the "
    "first of them “{cell}” in row {row}. It counts as none of those that were."
)
COUNTED = (
    "Column “{column}” has numbers for dates in {count:,} of the rows, the first of them “{cell}” "
    "in row {row}, which counts as {date}: days since the beginning of 1970, or a part of one day."
)
FILLED = (
    "Column “{column}” has no value in {count:,} of the rows, the first of them row {row}. "
    "“{cell}”, what is usual there, stands in for it."
)

# Remarks: the column is not learned from, and the person should know why.
IDENTIFIER = "Column “{column}” only tells the rows apart, so it is left out."
CONSTANT = "Column “{column}” has the same value in every row, so it is left out."
ALL_MISSING = "Column “{column}” has no values, so it is left out."
TOO_MANY_CATEGORIES = (
    "Column “{column}” could not be read as numbers or dates, and has too many different texts for "
    "categories (more than {limit:,}). It is left out."
)
OVER_BUDGET = (
    "Column “{column}” is left out: with it the network would have more than {limit} inputs."
)

#: Every sentence that a problem can be, and every one that a remark can be, for translators.
REASONS = (
    *(TOO_BIG, EMPTY, UNPACKING_NEEDS, DAMAGED, TOO_COSTLY, NO_SUCH_SHEET, NO_SINGLE_VALUES),
    *(ARCHIVE, BINARY, MARKUP, ARFF, LONG_LINE, LONG_CELL, LONG_NAME),
    *(UNCLOSED_QUOTE, RAGGED, TOO_MANY_COLUMNS, TOO_MANY_ROWS, NO_ROWS, NO_SUCH_ROW),
    *(NO_SUCH_COLUMN, NO_INPUTS, EMPTY_COLUMN, EMPTY_TARGET, NOT_NUMBERS, NOT_DATES, TOO_LARGE),
    *(TOO_MANY_INPUTS, TOO_MANY_TEXTS, TOO_MANY_CLASSES, ONE_VALUE),
    *(TOO_FEW_ROWS, TOO_FEW_COMPLETE_ROWS, COLUMN_LACKS, NEW_NOT_NUMBER, NEW_NOT_DATE),
)
REMARKS = (
    *(IDENTIFIER, CONSTANT, ALL_MISSING, TOO_MANY_CATEGORIES, OVER_BUDGET, UNSEEN, FILLED, COUNTED),
)

#: What a template's places are filled with; several texts become a list.
Value = str | int | float | tuple[str, ...]

#: Longer names and cells are cut before they are shown.
LONGEST_SHOWN = 60


def shown(text: str) -> str:
    """A name or a cell as a sentence can hold it: one line that can be printed, cut to
    `LONGEST_SHOWN`.
    """
    text = "".join(sign if sign.isprintable() else "\ufffd" for sign in cleaned(text))
    return text if len(text) <= LONGEST_SHOWN else text[: LONGEST_SHOWN - 1] + "…"


def filled(
    template: str,
    column: str,
    row: int,
    values: Mapping[str, Any],
    quote: Callable[[str], str] = str,
) -> str:
    """The whole sentence that a template becomes, with names and cells as `shown` has them."""

    def fit(value: Any) -> Any:
        if isinstance(value, tuple):
            return ", ".join(quote(shown(text)) for text in value)
        return quote(shown(value)) if isinstance(value, str) else value

    fitted = {name: fit(value) for name, value in values.items()}
    return template.format(column=quote(shown(column)), row=row, **fitted)


@dataclass(frozen=True)
class Remark:
    """One thing to say about a table.

    Attributes
    ----------
    reason
        One of `REASONS` or `REMARKS`, of `notes` or of `findings`, with places for the other
        attributes.
    column
        The column's name; empty where it is about none.
    row
        Its number as a spreadsheet counts, from 1 and with the names' row; 0 where it is about
        none.
    values
        What else the reason has places for.
    """

    reason: str
    column: str = ""
    row: int = 0
    values: Mapping[str, Value] = field(default_factory=dict)

    def message(
        self, translate: Callable[[str], str] = str, quote: Callable[[str], str] = str
    ) -> str:
        """The whole sentence; `translate` takes a template to another language.

        `quote` makes names and cells, which are whatever somebody wrote into a file, harmless
        wherever the sentence is going to stand.
        """

        return filled(translate(self.reason), self.column, self.row, self.values, quote)


class TableWarning(UserWarning):
    """Rows were predicted, but there is something to know of how they were read."""


class TableProblem(ValueError):  # noqa: N818 (no error of the program: the person is told)
    """A table cannot be taken: what is wrong, where, and what to do.

    Attributes
    ----------
    remark
        Says it, in any language; as a text the problem says it in English.
    """

    def __init__(self, reason: str, column: str = "", row: int = 0, **values: Value) -> None:
        self.remark = Remark(reason, column, row, values)
        super().__init__(self.remark.message())

    @property
    def reason(self) -> str:
        """One of `REASONS`."""
        return self.remark.reason

    @property
    def column(self) -> str:
        """Name of the column at fault; empty where it is about none."""
        return self.remark.column

    @property
    def row(self) -> int:
        """Row at fault as a spreadsheet counts; 0 where it is about none."""
        return self.remark.row

    def message(
        self, translate: Callable[[str], str] = str, quote: Callable[[str], str] = str
    ) -> str:
        """As `Remark.message`."""
        return self.remark.message(translate, quote)
