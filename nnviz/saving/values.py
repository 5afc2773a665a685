"""Taking apart what JSON and arrays hold, where nothing of it can be relied on.

Each function returns what was expected or raises `RunFileProblem`.
"""

from collections.abc import Mapping
from math import inf
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nnviz.core.arrays import Array
from nnviz.saving.problem import damaged

#: Counts beyond this are no counts: a browser could not tell them apart.
LARGEST_COUNT = 2**53

#: What is raised where something is made of JSON that is not of the form that it should be.
MISFITS = (KeyError, TypeError, ValueError, OverflowError)


def mapping(value: Any, what: str) -> Mapping[str, Any]:
    """A JSON object."""
    if not isinstance(value, dict):
        raise damaged(f"{what} must be an object")
    return value


def entry(values: Mapping[str, Any], name: str) -> Any:
    """What a JSON object has by a name."""
    if name not in values:
        raise damaged(f"{name} is missing")
    return values[name]


def items(value: Any, what: str, most: int, length: int | None = None) -> list[Any]:
    """A JSON array."""
    if not isinstance(value, list) or len(value) > most:
        raise damaged(f"{what} must be at most {most} items")
    if length is not None and len(value) != length:
        raise damaged(f"{what} must be {length} items")
    return value


def whole(value: Any, what: str, low: int = 0, high: int = LARGEST_COUNT) -> int:
    """A whole number from `low` to `high`."""
    if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
        raise damaged(f"{what} must be a whole number from {low} to {high}")
    return value


def real(value: Any, what: str, largest: float = inf) -> float:
    """A finite number, at most `largest` up or down."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise damaged(f"{what} must be a number")
    # A whole number may be too large to become a float.
    if not abs(value) <= min(largest, np.finfo(np.float64).max):
        raise damaged(f"{what} must be finite and within ±{largest}")
    return float(value)


def text(value: Any, what: str, longest: int = 1000) -> str:
    """A text."""
    if not isinstance(value, str) or len(value) > longest:
        raise damaged(f"{what} must be a text of at most {longest} characters")
    return value


def shaped(array: NDArray[Any], what: str, kind: str, *shape: int | None) -> NDArray[Any]:
    """An array of this type and shape, where None stands for any length."""
    fits = len(array.shape) == len(shape) and all(
        wanted is None or size == wanted for size, wanted in zip(array.shape, shape, strict=True)
    )
    if array.dtype != np.dtype(kind) or not fits:
        raise damaged(f"{what} must be {shape} of {kind}; it was {array.shape} of {array.dtype}")
    return array


def finite(array: Array, what: str) -> Array:
    """An array without nan and infinity."""
    if not np.isfinite(array).all():
        raise damaged(f"{what} must be finite")
    return array
