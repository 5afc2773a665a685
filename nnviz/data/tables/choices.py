"""What a person can decide about a table before it is learned from."""

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
    """

    target: str
    task: str
    roles: tuple[tuple[str, str], ...]
    missing: str = "fill"
    remarks: tuple[Remark, ...] = ()

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

    @property
    def inputs(self) -> tuple[str, ...]:
        """Names of the columns to learn from."""
        return tuple(
            name for name, role in self.roles if role in INPUT_ROLES and name != self.target
        )
