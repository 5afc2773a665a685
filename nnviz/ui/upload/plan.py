"""What comes of the decisions about a table, before anything is learned from it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from nnviz.data.tables import (
    Choices,
    Records,
    Remark,
    Table,
    TableProblem,
    costs_of,
    records_of,
    remarks_on,
)
from nnviz.data.tables.choosing.findings import merged
from nnviz.data.tables.recipe.recipe import MISSING


@dataclass(frozen=True, eq=False)
class Plan:
    """Rows to learn from, or why there are none.

    Attributes
    ----------
    records
        None where there is a problem.
    problem
    costs
        Column to the number of inputs that it becomes; empty where a column cannot be taken.
    remarks
    rows
        How many rows are left if missing values are dropped or filled (the keys); None where
        nothing could be learned then.
    """

    records: Records | None
    problem: TableProblem | None
    costs: Mapping[str, int]
    remarks: tuple[Remark, ...]
    rows: Mapping[str, int | None]


def plan_of(table: Table, choices: Choices) -> Plan:
    """Work out what the decisions come to."""
    records: dict[str, Records] = {}
    problems: dict[str, TableProblem] = {}
    for missing in MISSING:
        try:
            records[missing] = records_of(table, replace(choices, missing=missing))
        except TableProblem as problem:
            problems[missing] = problem
    try:
        costs, remarks = costs_of(table, choices), remarks_on(table, choices)
    except TableProblem:
        costs, remarks = {}, merged((*table.remarks, *choices.remarks))
    rows = {way: len(records[way]) if way in records else None for way in MISSING}
    # Guessing tells of what is out, deciding of what is taken: the same may be said by both.
    told = tuple({one.message(): one for one in remarks}.values())
    return Plan(records.get(choices.missing), problems.get(choices.missing), costs, told, rows)
