"""How numbers are written for people; ``stage/kit/format.js`` does the same on the stage."""

from collections.abc import Sequence
from math import floor, isnan, log10

import numpy as np

#: Significant digits that a number has at most.
MOST_DIGITS = 15
#: What stands where there is nothing to measure.
NONE = "–"


def grouped(number: float) -> str:
    """A whole number with its thousands apart: ``4,107``; what comes after the point is dropped."""
    return f"{int(number):,}"


def told_apart(numbers: Sequence[float], digits: int = 3) -> list[str]:
    """Marks of an axis: with so many significant digits, or as many more as tell them apart.

    Thousands are apart, and no digit before the point is left out.
    """
    written = [_significant(number, digits) for number in numbers]
    if digits < MOST_DIGITS and len(set(written)) < len(set(numbers)):
        return told_apart(numbers, digits + 1)
    return written


def _significant(number: float, digits: int) -> str:
    size = abs(number)
    if 1e3 <= size < 1e9:
        # As long as it is before the point, and no digit of that is lost.
        digits = max(digits, floor(log10(size)) + 1)
    text = f"{number:,.{digits}g}"
    mantissa, is_power, exponent = text.partition("e")
    if is_power:
        text = f"{mantissa}e{int(exponent)}"
    return text.replace("-", "\N{MINUS SIGN}")


def plain(number: float) -> str:
    """A number with all its digits and without an exponent: 0.00001."""
    return np.format_float_positional(number, trim="-")


def percent(share: float) -> str:
    """A share of 1 in percent, with one decimal."""
    return NONE if isnan(share) else f"{share:.1%}"


def decimal(value: float) -> str:
    """A number with three decimals, such as an area below a curve."""
    return NONE if isnan(value) else f"{value:.3f}".replace("-", "\N{MINUS SIGN}")


def digits(value: float) -> str:
    """A number of any size with three significant digits."""
    return NONE if isnan(value) else f"{value:.3g}".replace("-", "\N{MINUS SIGN}")
