"""A program of its own: a table comes in as it was given, and goes out as what was read in it.

Reading a large table takes seconds, most of them under the interpreter's lock, and a table that is
meant to do harm takes more. So it is done by a process that stands back behind those that draw, and
that can take no more memory and time than it is given.

Standard input is the file, or the pasted text in UTF-8. The argument is JSON: the parameters of
`read_table`, and whether it is a text.
Standard output is a line of JSON with the sizes of what follows: a pickle, then the buffers of its
arrays, as `nnviz.data.tables.reading.apart` reads them.
"""

import gc
import json
import os
import pickle
import signal
import sys
import traceback
from collections.abc import Mapping
from typing import BinaryIO, TypeAlias

from nnviz.data.tables.choosing.choices import Choices
from nnviz.data.tables.choosing.guessing import guess
from nnviz.data.tables.problem import Remark, TableProblem
from nnviz.data.tables.reading.reading import read_table
from nnviz.data.tables.table import Table

#: Parameters of `read_table`, by name.
ReadingOptions: TypeAlias = Mapping[str, str | int | None]

#: Bytes of memory beyond what the program itself takes, and seconds of the processor, with those
#: of what it starts.
MEMORY, SECONDS = 300 * 1024 * 1024, 4.0
#: How it ends where they are not enough.
TOO_MUCH = 3
#: Seconds between two looks at how many are spent.
_LOOK = 0.1
#: How far it stands back, of 19 steps: beside one of the others it gets four ninths of the time.
_NICENESS = 1


def limit() -> None:
    """Take no more than is given, where the system can hold a program to that."""
    # Cells hold nothing that holds them: looking for circles among millions of them is time lost.
    gc.disable()
    try:
        import resource
    except ImportError:
        return
    os.nice(_NICENESS)
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # For calls that do not come back to the interpreter for long.
    resource.setrlimit(resource.RLIMIT_CPU, (int(SECONDS) + 1, int(SECONDS) + 1))
    signal.signal(signal.SIGALRM, _look)
    signal.setitimer(signal.ITIMER_REAL, _LOOK, _LOOK)


def _stop_looking() -> None:
    """Let what is left to be done, which is little, not be broken into."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, 0)


def _look(_signal: int, _frame: object) -> None:
    spent = os.times()
    if sum(spent[:4]) > SECONDS:
        os._exit(TOO_MUCH)


def main() -> None:
    """Read standard input, and tell of it on standard output."""
    directions = json.loads(sys.argv[1])
    is_text = directions.pop("is_text")
    try:
        limit()
        given = sys.stdin.buffer.read()
        content = given.decode("utf-8", "surrogatepass") if is_text else given
        del given
        put(read(content, directions), sys.stdout.buffer)
    except MemoryError:
        os._exit(TOO_MUCH)


def read(content: bytes | str, directions: ReadingOptions) -> tuple[Table, Choices] | Remark | str:
    """The table and a first guess of what is in it; what is wrong with it; or where this failed."""
    try:
        table = read_table(content, **directions)  # type: ignore[arg-type]
        return table, guess(table)
    except TableProblem as problem:
        return problem.remark
    except MemoryError:
        raise
    except Exception as error:
        return place_of(error)


def place_of(error: Exception) -> str:
    """Where something failed. What the error says may quote the table, which no log may have."""
    place = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} in {place.filename}, line {place.lineno}"


def put(found: object, target: BinaryIO) -> None:
    """Write what was found."""
    arrays: list[pickle.PickleBuffer] = []
    parts: list[bytes | memoryview] = [pickle.dumps(found, 5, buffer_callback=arrays.append)]
    parts += [array.raw() for array in arrays]
    _stop_looking()
    target.write(json.dumps([memoryview(part).nbytes for part in parts]).encode() + b"\n")
    for part in parts:
        target.write(part)


if __name__ == "__main__":
    main()
