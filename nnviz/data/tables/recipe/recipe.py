"""What was decided about a table: which column is predicted, from which others, taken as what."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import accumulate
from math import isnan
from typing import Any, Self

#: How a column is taken. A date is a number: days since the beginning of 1970. A pixel is a grey
#: value whose range is known, so that it need not be measured.
KINDS = ("number", "category", "date", "pixel")
#: What happens to a row that lacks a value in an input column.
MISSING = ("drop", "fill")


@dataclass(frozen=True)
class Column:
    """One column that the network learns from.

    Attributes
    ----------
    name
        As the table has it.
    kind
        One of `KINDS`.
    categories
        Of a category: its values, in the order of the inputs that they become.
    largest
        Of a pixel: the grey value that stands for full.
    date_order
        Of a date read from texts, or of categories that are such dates: which of day, month and
        year comes first, as in `nnviz.data.tables.cell.date.ORDERS`; "" where it was none.
    missing
        Of a category: that one of `categories` which missing values are; "" where they are none.
        A category that is itself a mark of missing values ("None", "-") is no missing value here.
    decimal, unit
        Of a number, or of categories that are numbers: the decimal sign and the unit with which
        it was written.
    """

    name: str
    kind: str = "number"
    categories: tuple[str, ...] = ()
    largest: float = 0.0
    date_order: str = ""
    missing: str = ""
    decimal: str = "."
    unit: str = ""

    @property
    def width(self) -> int:
        """How many inputs the column becomes."""
        return len(self.categories) if self.kind == "category" else 1

    @property
    def is_day(self) -> bool:
        """Whether its numbers are days of the calendar; a time of day is a part of any day."""
        return self.kind == "date" and self.date_order != "time"

    def category_at(self, position: float) -> str:
        """The category that a value stands for; "" for none (nan)."""
        return "" if isnan(position) else self.categories[int(position)]


# What a column is unless it says otherwise: its JSON leaves that out.
_USUAL = {"date_order": "", "missing": "", "decimal": ".", "unit": ""}


def _said(column: Column) -> dict[str, str]:
    """What is unusual of a column."""
    said = {name: str(getattr(column, name)) for name in _USUAL}
    return {name: value for name, value in said.items() if value != _USUAL[name]}


@dataclass(frozen=True)
class Recipe:
    """How rows of a table become inputs and a label, as far as no row need be seen for it.

    Attributes
    ----------
    columns
        Those that the network learns from, in the table's order.
    target
        Name of the column that it learns to predict.
    task
        ``binary``, ``multiclass`` or ``regression``.
    classes
        The target's values, in the order of their labels 0, 1, ...; empty for regression.
    missing
        One of `MISSING`; a row without a target is always dropped.
    unit
        Of the values to predict; "" where they have none.
    """

    columns: tuple[Column, ...]
    target: str
    task: str
    classes: tuple[str, ...] = ()
    missing: str = "fill"
    unit: str = ""

    @property
    def n_inputs(self) -> int:
        """Width of the network's input, one-hot columns counted in full."""
        return sum(column.width for column in self.columns)

    @property
    def input_names(self) -> tuple[str, ...]:
        """What each input is called: its column, for a category with the value it stands for."""
        return tuple(
            name
            for column in self.columns
            for name in (
                [f"{column.name} = {value}" for value in column.categories]
                if column.kind == "category"
                else [column.name]
            )
        )

    @property
    def starts(self) -> tuple[int, ...]:
        """First input of each column."""
        return (0, *accumulate(column.width for column in self.columns))[:-1]

    def to_json(self) -> dict[str, Any]:
        """As plain values that JSON can hold."""
        return {
            "columns": [
                {
                    "name": column.name,
                    "kind": column.kind,
                    "categories": list(column.categories),
                    "largest": column.largest,
                    **_said(column),
                }
                for column in self.columns
            ],
            "target": self.target,
            "task": self.task,
            "classes": list(self.classes),
            "missing": self.missing,
            **({"unit": self.unit} if self.unit else {}),
        }

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> Self:
        """What `to_json` gave.

        Raises
        ------
        KeyError, TypeError, ValueError
            The values are not of that form.
        """
        columns = tuple(
            Column(
                str(column["name"]),
                str(column["kind"]),
                tuple(str(value) for value in column["categories"]),
                float(column["largest"]),
                *(str(column.get(name, usual)) for name, usual in _USUAL.items()),
            )
            for column in values["columns"]
        )
        unknown = {column.kind for column in columns} - set(KINDS)
        if unknown or values["missing"] not in MISSING:
            raise ValueError(f"unknown kinds {sorted(unknown)} or missing {values['missing']!r}")
        for column in columns:
            if column.missing not in ("", *column.categories) or column.decimal not in (".", ","):
                raise ValueError(f"column {column.name!r} has no such category or decimal sign")
        return cls(
            columns,
            str(values["target"]),
            str(values["task"]),
            tuple(str(value) for value in values["classes"]),
            str(values["missing"]),
            str(values.get("unit", "")),
        )
