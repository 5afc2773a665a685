"""What a person can decide about a table before it is learned from."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Self

from nnviz.data.tables.problem import Remark

#: What a column may be. An identifier only tells rows apart; it and what is out are not learned
#: from.
ROLES = ("number", "category", "date", "identifier", "out")
#: The roles of columns that are learned from.
INPUT_ROLES = ("number", "category", "date")
#: Whether classes or values are predicted.
GOALS = ("classification", "regression")
#: What cells without a value mean in a column of categories: nothing; the marks among them
#: ("None", "NA", "-") are values; all are one category of their own; marks are values, and blank
#: cells a category.
GAPS = ("missing", "values", "category", "both")


@dataclass(frozen=True)
class Choices:
    """Decisions about a table; changed with `dataclasses.replace` and the methods here.

    Attributes
    ----------
    target
        Name of the column to predict. Its own role does not matter while it is the target.
    task
        One of `GOALS`.
    roles
        Name and role, one of `ROLES`, of every column, in the table's order.
    missing
        What happens to a row that lacks a value of an input: ``drop`` or ``fill``.
    remarks
        Why columns are not taken as they came.
    kept
        Name of a column of categories, and the marks of missing values, in lower case, that are
        values there.
    apart
        Names of columns whose missing values are a category of their own.
    """

    target: str
    task: str
    roles: tuple[tuple[str, str], ...]
    missing: str = "fill"
    remarks: tuple[Remark, ...] = ()
    kept: tuple[tuple[str, tuple[str, ...]], ...] = ()
    apart: tuple[str, ...] = ()

    def role_of(self, name: str) -> str:
        """Role of a column; ``out`` for one that is not known."""
        return dict(self.roles).get(name, "out")

    def with_role(self, name: str, role: str) -> Self:
        """The same with another role for one column, of which nothing need be remarked then."""
        if role not in ROLES:
            raise ValueError(f"role must be one of {ROLES}; it was {role!r}")
        roles = tuple((one, role if one == name else its) for one, its in self.roles)
        remarks = tuple(remark for remark in self.remarks if remark.column != name)
        return replace(self, roles=roles, remarks=remarks)

    def kept_in(self, name: str) -> tuple[str, ...]:
        """Marks of missing values, in lower case, that are values in a column."""
        return dict(self.kept).get(name, ())

    def gaps_in(self, name: str) -> str:
        """What cells without a value mean in a column, one of `GAPS`."""
        if name in self.apart:
            return "both" if self.kept_in(name) else "category"
        return "values" if self.kept_in(name) else "missing"

    def with_gaps(self, name: str, gaps: str, marks: Collection[str]) -> Self:
        """The same with another meaning, one of `GAPS`, for one column's cells without a value.

        Parameters
        ----------
        marks
            Those that the column has.
        """
        if gaps not in GAPS:
            raise ValueError(f"gaps must be one of {GAPS}; it was {gaps!r}")
        kept = tuple((one, its) for one, its in self.kept if one != name)
        if gaps in ("values", "both") and marks:
            kept += ((name, tuple(sorted({mark.lower() for mark in marks}))),)
        apart = tuple(one for one in self.apart if one != name)
        if gaps in ("category", "both"):
            apart += (name,)
        return replace(self, kept=kept, apart=apart)

    @property
    def inputs(self) -> tuple[str, ...]:
        """Names of the columns to learn from."""
        return tuple(
            name for name, role in self.roles if role in INPUT_ROLES and name != self.target
        )
