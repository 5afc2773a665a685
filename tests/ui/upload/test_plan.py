"""What the decisions about a table come to, with what is known of it beforehand."""

from dataclasses import replace

from nnviz.data.tables import guess, read_table
from nnviz.data.tables.choosing.guessing import task_of
from nnviz.data.tables.problem import TOO_FEW_COMPLETE_ROWS
from nnviz.ui.upload.outcome import sentences
from nnviz.ui.upload.plan import plan_of
from tests.ui.upload.tables import MESSY


def test_a_plan_counts_rows_both_ways_and_the_inputs_of_each_column() -> None:
    table = read_table(MESSY)
    plan = plan_of(table, guess(table))
    assert plan.problem is None
    assert plan.rows == {"drop": 24, "fill": 28}
    assert plan.costs == {"Height": 1, "Colour <b>x</b>": 3, "Bought": 1, "Kind": 2}
    assert [remark.column for remark in plan.remarks] == ["Nr"]


def test_a_way_that_leaves_too_little_is_known_before_it_is_taken() -> None:
    rows = (f"{i if i % 2 else ''},{'' if i % 2 else i},{i}" for i in range(12))
    table = read_table("\n".join(["a,b,c", *rows]))
    choices = guess(table)
    plan = plan_of(table, choices)
    assert plan.rows == {"drop": None, "fill": 12}
    dropped = plan_of(table, replace(choices, missing="drop"))
    assert dropped.records is None
    assert dropped.problem is not None
    assert dropped.problem.reason == TOO_FEW_COMPLETE_ROWS


def test_a_column_that_cannot_be_taken_leaves_no_costs() -> None:
    table = read_table(MESSY)
    plan = plan_of(table, guess(table).with_role("Kind", "date"))
    assert (plan.records, plan.costs) == (None, {})
    assert plan.problem is not None
    assert plan.problem.column == "Kind"


def test_a_task_suits_its_column() -> None:
    table = read_table(MESSY)
    tasks = {name: task_of(table, name) for name in table.names}
    assert tasks["Kind"] == tasks["Colour <b>x</b>"] == "classification"
    assert tasks["Price"] == tasks["Height"] == "regression"


def test_of_many_columns_a_sentence_counts_the_rest() -> None:
    names = [f"n{i}" for i in range(11)]
    rows = "\n".join(",".join(str(i * j + i / 2) for j in range(1, 12)) for i in range(20))
    table = read_table(",".join(names) + "\n" + rows)
    records = plan_of(table, guess(table)).records
    assert records is not None
    told = "\n".join(sentences(records))
    assert "n7 and 2 more" in told
    assert "The network gets 10 inputs" in told
