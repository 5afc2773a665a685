"""A table read by a process of its own, so that nobody else waits for it: see `reader`.

What it may cost is bounded there. How many are read at once, is here: the others wait their turn.
"""

import json
import os
import pickle
import subprocess
from concurrent.futures import ThreadPoolExecutor, wait
from io import BytesIO
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

from nnviz.data.tables.choosing.choices import Choices
from nnviz.data.tables.file.child import begin, hand
from nnviz.data.tables.file.formats import checked
from nnviz.data.tables.problem import TOO_COSTLY, Remark, TableProblem
from nnviz.data.tables.reading.reader import ReadingOptions, read
from nnviz.data.tables.table import Table
from nnviz.threads import ONE_THREAD

#: Bytes of text up to which reading takes a moment at most, less than a process takes to start.
SMALL = 128 * 1024
# Bytes of a line, too: what is costly to read is so in very long cells, or in very many of them.
_LONGEST_LINE = 4_000
# At least one processor is left for those who learn.
_AT_ONCE = min(max((os.cpu_count() or 1) - 1, 1), 4)
_WORKERS = ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="nnviz-reading")
_PROGRAM = "nnviz.data.tables.reading.reader"
_PACKAGE = _PROGRAM.rsplit(".", 2)[0]
_ROOT = str(Path(__file__).resolve().parents[4])
_LONGEST_SIZES = 1 << 20
# What an array is made of again, as NumPy names it.
_ARRAYS = {"_frombuffer", "_reconstruct", "dtype", "ndarray", "scalar"}


class ReaderError(RuntimeError):
    """The reader failed, by a fault of the program: where, and nothing of the table."""


def is_small(content: bytes | str) -> bool:
    """Whether a table can be read on the spot.

    Raises
    ------
    TableProblem
        It cannot be one at all.
    """
    given, kind = checked(content)
    if kind or len(given) > SMALL:
        return False
    return max(map(len, given.splitlines()), default=0) <= _LONGEST_LINE


class Reading:
    """The reading of one table, under way or at its end.

    Parameters
    ----------
    content, directions
        The file or the pasted text, and whatever else `read_table` is to be told.
    """

    def __init__(self, content: bytes | str, directions: ReadingOptions) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._is_closed = False
        self._future = _WORKERS.submit(self._run, content, directions)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def wait(self, seconds: float) -> bool:
        """Whether it is done, at the latest after so many seconds."""
        return bool(wait([self._future], seconds).done)

    def result(self) -> tuple[Table, Choices]:
        """The table and a first guess of what is in it, once it is done.

        Raises
        ------
        TableProblem
            It is no table, too large, broken or too costly.
        ReaderError
        """
        found = self._future.result()
        if isinstance(found, Remark):
            raise TableProblem(found.reason, found.column, found.row, **found.values)
        if isinstance(found, str):
            raise ReaderError(found)
        table, choices = found
        return table, choices

    def close(self) -> None:
        """End it, wherever it is; nothing if it is done."""
        self._is_closed = True
        self._future.cancel()
        process = self._process
        if process is not None:
            process.kill()

    def _run(self, content: bytes | str, directions: ReadingOptions) -> Any:
        is_text = isinstance(content, str)
        given = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
        try:
            self._process = _begin({**directions, "is_text": is_text})
        except OSError:
            # No program can be started here: then everybody has to wait.
            return read(content, directions)
        with self._process as process:
            if self._is_closed:
                process.kill()
            parts = _parts(hand(given, process))
        if not parts:
            # A Python error is a fault of the program; all else means that it took too much.
            return "the reader ended" if process.returncode == 1 else Remark(TOO_COSTLY)
        return _Unpickler(BytesIO(parts[0]), buffers=parts[1:]).load()


def _begin(directions: ReadingOptions) -> subprocess.Popen[bytes]:
    paths = filter(None, [_ROOT, os.environ.get("PYTHONPATH")])
    environment = {"PYTHONPATH": os.pathsep.join(paths), **ONE_THREAD}
    return begin(["-m", _PROGRAM, json.dumps(directions)], environment)


def _parts(source: IO[bytes]) -> list[memoryview]:
    """What the reader has put, read-only; nothing where it did not come to its end."""
    line = source.readline(_LONGEST_SIZES)
    if not line.endswith(b"\n"):
        return []
    parts = []
    for size in json.loads(line):
        part = memoryview(bytearray(size))
        if source.readinto(part) != size:  # type: ignore[attr-defined]
            return []
        parts.append(part.toreadonly())
    return parts


class _Unpickler(pickle.Unpickler):
    """Makes tables of what the reader sent, and nothing else."""

    def find_class(self, module: str, name: str) -> Any:
        """A class of ours, or what an array is made of.

        Raises
        ------
        pickle.UnpicklingError
            It is another.
        """
        is_ours = module.startswith(f"{_PACKAGE}.")
        is_array = module.partition(".")[0] == "numpy" and name in _ARRAYS
        if not is_ours and not is_array:
            raise pickle.UnpicklingError(f"a table holds no {module}.{name}")
        return super().find_class(module, name)
