"""What each field of an experiment may be: checked in Python, read from and written to a URL.

A rule states what is allowed once and serves all three uses, so that they cannot disagree.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np

from nnviz.data.generated.curves import LARGEST_COEFFICIENT, MOST_COEFFICIENTS, leaves_both_sides
from nnviz.experiment.complaints import (
    BAD_CURVE,
    BAD_LAYERS,
    NOT_A_NUMBER,
    NOT_WHOLE,
    OUT_OF_RANGE,
    UNKNOWN_NAME,
    Problem,
)
from nnviz.experiment.limits import MAX_LAYERS, MAX_NEURONS, Limit

WHOLE = (int, np.integer)
REAL = (*WHOLE, float, np.floating)

#: What a URL writes for an empty sequence.
NONE = "none"


class Rule(Protocol):
    """What one field may be."""

    def check(self, field: str, value: Any) -> Any:
        """The value in its one canonical form; ValueError if it is not allowed."""

    def read(self, text: str) -> tuple[Any, Problem | None]:
        """The value that a text stands for, and what was wrong with it.

        Never raises. The value is the nearest allowed one, or None where none is near.
        """

    def write(self, value: Any) -> str:
        """The text that `read` turns back into this value."""


@dataclass(frozen=True)
class Number:
    """A number within limits; `zero` is the word that a URL has for 0, if any."""

    limit: Limit
    zero: str = ""

    def check(self, field: str, value: Any) -> int | float:
        kinds = WHOLE if self.limit.whole else REAL
        if isinstance(value, bool) or not isinstance(value, kinds):
            wanted = "a whole number" if self.limit.whole else "a number"
            raise ValueError(f"{field} must be {wanted}, but {value!r} came")
        # Before anything is made of it: a whole number may be too large to become a float.
        if not self.limit.low <= value <= self.limit.high:
            raise ValueError(
                f"{field} must be from {self.limit.low} to {self.limit.high}, but {value!r} came"
            )
        return int(value) if self.limit.whole else float(value)

    def read(self, text: str) -> tuple[int | float | None, Problem | None]:
        if self.zero and text == self.zero:
            return 0, None
        try:
            number: int | float = int(text) if self.limit.whole else float(text)
        except ValueError:
            reason = NOT_WHOLE if self.limit.whole else NOT_A_NUMBER
            return None, Problem(text, reason, str(self.limit))
        if number != number:
            return None, Problem(text, NOT_A_NUMBER, str(self.limit))
        nearest = type(number)(min(max(number, self.limit.low), self.limit.high))
        problem = None if nearest == number else Problem(text, OUT_OF_RANGE, str(self.limit))
        return nearest, problem

    def write(self, value: int | float) -> str:
        return self.zero if self.zero and value == 0 else repr(value).removesuffix(".0")


@dataclass(frozen=True)
class Name:
    """One of several names; `reason` is the complaint about any other."""

    options: tuple[str, ...]
    reason: str = UNKNOWN_NAME

    def check(self, field: str, value: Any) -> str:
        _check_names(field, [value], self.options)
        return str(value)

    def read(self, text: str) -> tuple[str | None, Problem | None]:
        if text in self.options:
            return text, None
        return None, Problem(text, self.reason, ", ".join(self.options))

    def write(self, value: str) -> str:
        return value


@dataclass(frozen=True)
class Names:
    """At least one of several names; they are kept in the order of the options."""

    options: tuple[str, ...]
    reason: str

    def check(self, field: str, value: Any) -> tuple[str, ...]:
        chosen = _sequence(field, value)
        _check_names(field, chosen, self.options)
        if not chosen:
            raise ValueError(f"{field} must have at least one of {', '.join(self.options)}")
        return self._ordered(chosen)

    def read(self, text: str) -> tuple[tuple[str, ...] | None, Problem | None]:
        parts = _split(text)
        unknown = [part for part in parts if part not in self.options]
        problem = Problem(",".join(unknown), self.reason, ", ".join(self.options))
        return self._ordered(parts) or None, problem if unknown else None

    def write(self, value: tuple[str, ...]) -> str:
        return ",".join(value)

    def _ordered(self, chosen: Iterable[str]) -> tuple[str, ...]:
        wanted = set(chosen)
        return tuple(name for name in self.options if name in wanted)


@dataclass(frozen=True)
class NamePerLayer:
    """A name for some layers and "" for the others; "" at the end is left out.

    A URL says "none" where there is no name at all.
    """

    options: tuple[str, ...]

    def check(self, field: str, value: Any) -> tuple[str, ...]:
        chosen = _sequence(field, value)
        _check_names(field, chosen, ("", *self.options))
        return _without_trailing_blanks(chosen)

    def read(self, text: str) -> tuple[tuple[str, ...], Problem | None]:
        parts = [] if text == NONE else _split(text)
        unknown = [part for part in parts if part and part not in self.options]
        problem = Problem(",".join(unknown), UNKNOWN_NAME, ", ".join(self.options))
        known = tuple(part if part in self.options else "" for part in parts)
        return _without_trailing_blanks(known), problem if unknown else None

    def write(self, value: tuple[str, ...]) -> str:
        return ",".join(value) or NONE


@dataclass(frozen=True)
class Coefficients:
    """The numbers before 1, x, x², ... of a polynomial with points above it and below it."""

    def check(self, field: str, value: Any) -> tuple[float, ...]:
        given = _sequence(field, value)
        if not 1 <= len(given) <= MOST_COEFFICIENTS:
            raise ValueError(
                f"{field} must be 1 to {MOST_COEFFICIENTS} numbers, but {value!r} came"
            )
        for number in given:
            if isinstance(number, bool) or not isinstance(number, REAL):
                raise ValueError(f"{field} must be numbers, but {number!r} came")
            # Written so that nan is not allowed.
            if not -LARGEST_COEFFICIENT <= number <= LARGEST_COEFFICIENT:
                raise ValueError(
                    f"{field} must be within ±{LARGEST_COEFFICIENT:g}, but {number!r} came"
                )
        numbers = tuple(float(number) for number in given)
        if not leaves_both_sides(numbers):
            raise ValueError(f"{field} must leave room on both sides, but {value!r} came")
        return numbers

    def read(self, text: str) -> tuple[tuple[float, ...] | None, Problem | None]:
        try:
            return self.check("", [float(part) for part in _split(text)]), None
        except ValueError:
            allowed = f"{MOST_COEFFICIENTS} × ±{LARGEST_COEFFICIENT:g}"
            return None, Problem(text, BAD_CURVE, allowed)

    def write(self, value: tuple[float, ...]) -> str:
        return ",".join(repr(number).removesuffix(".0") for number in value)


@dataclass(frozen=True)
class LayerSizes:
    """Neurons of each hidden layer; a URL says "none" for no layer at all."""

    def check(self, field: str, value: Any) -> tuple[int, ...]:
        sizes = _sequence(field, value)
        if len(sizes) > MAX_LAYERS:
            raise ValueError(
                f"{field} must have at most {MAX_LAYERS} layers, but {len(sizes)} came"
            )
        for size in sizes:
            if (
                isinstance(size, bool)
                or not isinstance(size, WHOLE)
                or not 1 <= size <= MAX_NEURONS
            ):
                raise ValueError(
                    f"{field} must have 1 to {MAX_NEURONS} neurons in each layer, but {size!r} came"
                )
        return tuple(int(size) for size in sizes)

    def read(self, text: str) -> tuple[tuple[int, ...] | None, Problem | None]:
        if text in ("", NONE):
            return (), None
        problem = Problem(text, BAD_LAYERS, f"{MAX_LAYERS} × {MAX_NEURONS}")
        try:
            sizes = tuple(int(part) for part in text.split(","))
        except ValueError:
            return None, problem
        nearest = tuple(min(max(size, 1), MAX_NEURONS) for size in sizes[:MAX_LAYERS])
        return nearest, None if nearest == sizes else problem

    def write(self, value: tuple[int, ...]) -> str:
        return ",".join(map(str, value)) or NONE


def _sequence(field: str, value: Any) -> tuple[Any, ...]:
    if isinstance(value, str) or not isinstance(value, Iterable):
        raise ValueError(f"{field} must be a sequence, but {value!r} came")
    return tuple(value)


def _split(text: str) -> list[str]:
    return [part.strip() for part in text.split(",")]


def _without_trailing_blanks(names: tuple[str, ...]) -> tuple[str, ...]:
    while names and not names[-1]:
        names = names[:-1]
    return names


def _check_names(field: str, names: Iterable[Any], options: tuple[str, ...]) -> None:
    for name in names:
        if name not in options:
            raise ValueError(f"{field} must be from {', '.join(options)}, but {name!r} came")
