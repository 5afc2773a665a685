"""Workbooks and Parquet files as CSV, unpacked by a process of its own: see `unpacker`.

python-calamine reads workbooks, in compiled code where openpyxl makes an object of each cell;
pyarrow reads Parquet. Neither bounds what a file unpacks to, so the process that they run in is
bounded instead.
"""

import json
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from nnviz.data.tables.file.child import begin, hand
from nnviz.data.tables.limits import MAX_COLUMNS, MAX_ROWS, MAX_UNPACKED
from nnviz.data.tables.problem import (
    DAMAGED,
    NO_SINGLE_VALUES,
    NO_SUCH_SHEET,
    TOO_COSTLY,
    TOO_MANY_COLUMNS,
    TOO_MANY_ROWS,
    UNPACKING_NEEDS,
    TableProblem,
)
from nnviz.threads import ONE_THREAD

WORKBOOK, PARQUET = "workbook", "parquet"
#: For each kind of file the package that reads it, and what brings that.
_READERS = {
    WORKBOOK: ("python_calamine", "pip install python-calamine"),
    PARQUET: ("pyarrow", "pip install pyarrow"),
}
_PROGRAM = Path(__file__).with_name("unpacker.py")
# One thread each, and memory that is given back: what the process may take is little.
_ENVIRONMENT = {"ARROW_DEFAULT_MEMORY_POOL": "system", **ONE_THREAD}
_LONGEST_FACTS = 1 << 20


@dataclass(frozen=True)
class Unpacked:
    """What was in a file.

    Attributes
    ----------
    content
        CSV in UTF-8, with commas and quotation marks.
    sheet, sheets
        Of a workbook: the name of the one that was read, and of all that may be.
    left_out
        Of Parquet: columns that hold lists and the like.
    """

    content: bytes
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()


def can_unpack(kind: str) -> bool:
    """Whether the package is there that reads such files."""
    return find_spec(_READERS[kind][0]) is not None


def unpacked(content: bytes, kind: str, sheet: str = "") -> Unpacked:
    """A file's table as CSV.

    Parameters
    ----------
    kind
        ``workbook`` or ``parquet``.
    sheet
        Of a workbook; empty: the first that has a table.

    Raises
    ------
    TableProblem
        It is damaged, or larger than a table may be, or what reads it is not installed.
    """
    if not can_unpack(kind):
        raise TableProblem(UNPACKING_NEEDS, command=_READERS[kind][1])
    directions = [kind, sheet, str(MAX_ROWS), str(MAX_COLUMNS)]
    with begin([str(_PROGRAM), *directions], _ENVIRONMENT) as process:
        source = hand(content, process)
        facts = source.readline(_LONGEST_FACTS)
        result = source.read(MAX_UNPACKED + 1)
        if len(result) > MAX_UNPACKED:
            process.kill()
            raise TableProblem(TOO_COSTLY)
    told = json.loads(facts) if facts.endswith(b"\n") else {}
    _check(told)
    if process.returncode:
        # A Python error is one about the file; a signal, or no memory, means that it took too much.
        raise TableProblem(DAMAGED if process.returncode == 1 else TOO_COSTLY)
    return Unpacked(
        result,
        told.get("sheet", ""),
        tuple(told.get("sheets", ())),
        tuple(told.get("left_out", ())),
    )


def _check(told: dict[str, object]) -> None:
    """Raise the problem that was met, if one was."""
    problem = told.get("problem")
    if problem == "size":
        rows, columns = int(str(told["rows"])), int(str(told["columns"]))
        if columns > MAX_COLUMNS:
            raise TableProblem(TOO_MANY_COLUMNS, count=columns, limit=MAX_COLUMNS)
        if rows > MAX_ROWS:
            raise TableProblem(TOO_MANY_ROWS, limit=MAX_ROWS)
    if problem == "sheet":
        raise TableProblem(NO_SUCH_SHEET)
    if problem == "columns":
        raise TableProblem(NO_SINGLE_VALUES)
