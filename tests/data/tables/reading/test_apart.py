"""A large table is read by a process of its own, and comes back as if it had been read here."""

import io
import pickle
import sys
from typing import Any

import numpy as np
import pytest

from nnviz.data.tables import TableProblem, guess, read_table
from nnviz.data.tables.problem import RAGGED, TOO_COSTLY
from nnviz.data.tables.reading import apart, reader
from nnviz.data.tables.reading.apart import Reading, is_small
from tests.data.tables.examples.workbooks import workbook

UNTIDY = "Größe;price;sex;on\n1,5;$3;f;1.2.2020\nNA;$4;m;3.2.2020\n2,5;;f;\n" * 3


@pytest.mark.parametrize("content", [UNTIDY, UNTIDY.encode("latin-1"), UNTIDY + "\ud800;;;\n"])
def test_a_table_comes_back_as_it_was_read(content: str | bytes) -> None:
    with Reading(content, {"decimal": ","}) as reading:
        table, choices = reading.result()
    here = read_table(content, decimal=",")
    assert choices == guess(here)
    for name in ("preview", "dialect", "remarks", "blanks", "lines_above", "n_rows"):
        assert getattr(table, name) == getattr(here, name)
    for there, one in zip(table.columns, here.columns, strict=True):
        for name, value in vars(one).items():
            np.testing.assert_array_equal(getattr(there, name), value)
        assert not there.values.flags.writeable


def test_where_no_program_can_be_started_it_is_read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/no/such/program")
    with Reading("a,b\n1,x\n2,y\n3,x\n", {}) as reading:
        assert reading.result()[0].n_rows == 3
    with Reading("a,b\n1,2\n1,2,3\n", {}) as reading, pytest.raises(TableProblem):
        reading.result()


def test_a_workbook_is_unpacked_there() -> None:
    content = workbook({"first": [["a", "kind"], *([i, "xy"[i % 2]] for i in range(9))]})
    assert not is_small(content)
    with Reading(content, {}) as reading:
        assert reading.result()[0].columns[0].values.tolist() == list(range(9))


def test_what_has_very_long_lines_is_read_there() -> None:
    rows = "a,b,kind\n1,2,x\n3,4,y\n"
    assert is_small(rows)
    assert not is_small(rows + "1" * 5_000 + ",2,x\n")
    assert not is_small(rows + "1," * 5_000 + "\n")


def test_what_is_wrong_with_it_is_told() -> None:
    with Reading("a,b\n1,2\n1,2,3\n", {}) as reading, pytest.raises(TableProblem) as caught:
        reading.result()
    assert caught.value.reason == RAGGED
    assert caught.value.row == 3


@pytest.mark.parametrize("limit", ["SECONDS", "MEMORY"])
def test_what_costs_too_much_is_given_up(limit: str, tmp_path: Any) -> None:
    pytest.importorskip("resource")
    # A reader as it is, but for what it may take.
    program = tmp_path / "program.py"
    program.write_text(
        f"from nnviz.data.tables.reading import reader\nreader.{limit} = 0\nreader.main()\n"
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(apart, "_PROGRAM", "program")
        patch.setattr(apart, "_ROOT", f"{tmp_path}:{apart._ROOT}")
        table = "a,b,c\n" + "1.5,x,3\n2.5,y,7\n" * 40_000
        with Reading(table, {}) as reading, pytest.raises(TableProblem) as caught:
            reading.result()
    assert caught.value.reason == TOO_COSTLY


def test_a_reading_can_be_given_up_at_any_time() -> None:
    table = "a,b,c\n" + "1.5,x,3\n2.5,y,7\n" * 40_000
    readings = [Reading(table, {}) for _ in range(5)]
    for one in readings:
        one.close()
        one.close()
    with Reading(UNTIDY, {}) as reading:
        assert reading.result()[0].n_rows


def test_a_fault_of_the_program_is_told_without_the_table(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(*_: Any, **__: Any) -> Any:
        raise ZeroDivisionError("a secret of the table")

    monkeypatch.setattr(reader, "read_table", broken)
    told = reader.read("a,b\n1,2\n", {})
    assert isinstance(told, str)
    assert told.startswith("ZeroDivisionError in ")
    assert "secret" not in told


def test_what_the_reader_sends_makes_nothing_but_tables() -> None:
    for harmful in (print, np.save):
        with pytest.raises(pickle.UnpicklingError):
            apart._Unpickler(io.BytesIO(pickle.dumps(harmful))).load()
