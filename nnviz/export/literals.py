"""Numbers and names as Python source: exact, compact, and nothing that could run.

Names come from tables that anybody may have made. They enter a program by `repr` alone, which also
escapes what does not print, marks that turn the direction of writing included.
"""

from collections.abc import Iterable
from textwrap import indent

import numpy as np

from nnviz.core.arrays import Array

WIDTH = 100
_INDENT = " " * 4


def fits_float32(values: Array) -> bool:
    """Whether every number is one that float32 has, too."""
    with np.errstate(over="ignore"):
        return bool((values.astype(np.float32) == values).all())


def number(value: float, *, short: bool = False) -> str:
    """A number's shortest digits that give it back; `short` where it is to be read as float32.

    Raises
    ------
    ValueError
        It is not finite.
    """
    if not np.isfinite(value):
        raise ValueError(f"only finite numbers can be written; it was {value}")
    return str(np.float32(value)) if short else repr(float(value))


def listed(items: Iterable[str], depth: int = 0) -> str:
    """A list of sources, on one line if it fits, else broken between items.

    Parameters
    ----------
    items
    depth
        Characters that stand before the list and behind it on its lines.
    """
    items = list(items)
    line = f"[{', '.join(items)}]"
    if len(line) + depth <= WIDTH and "\n" not in line:
        return line
    if any("\n" in item for item in items):
        return "[\n" + "".join(indent(item, _INDENT) + ",\n" for item in items) + "]"
    lines = [""]
    for item in items:
        if lines[-1] and len(lines[-1]) + len(item) + 2 + depth + len(_INDENT) > WIDTH:
            lines.append("")
        lines[-1] += f"{' ' if lines[-1] else ''}{item},"
    return "[\n" + "".join(f"{_INDENT}{line}\n" for line in lines) + "]"


def call(name: str, arguments: Iterable[str], depth: int = 0) -> str:
    """A call, or a tuple where `name` is empty, on one line if it fits, else one line for each."""
    arguments = list(arguments)
    line = f"{name}({', '.join(arguments)})"
    if len(line) + depth <= WIDTH and "\n" not in line:
        return line
    return f"{name}(\n" + "".join(indent(one, _INDENT) + ",\n" for one in arguments) + ")"


def array(values: Array, depth: int = 0, *, short: bool = False) -> str:
    """A vector, or a matrix with a line for each row."""
    if values.ndim == 1:
        return listed((number(value, short=short) for value in values), depth)
    rows = [array(row, depth + len(_INDENT), short=short) for row in values]
    return "[\n" + "".join(indent(row, _INDENT) + ",\n" for row in rows) + "]"


def names(values: Iterable[object], depth: int = 0) -> str:
    """Names, or other plain values."""
    return listed(map(repr, values), depth)
