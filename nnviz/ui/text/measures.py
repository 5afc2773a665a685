"""How measures are written, here as everywhere in the panels on quality."""

from math import isnan

#: What stands where there is nothing to measure.
NONE = "–"


def percent(share: float) -> str:
    """A share of 1 in percent, with one decimal."""
    return NONE if isnan(share) else f"{share:.1%}"


def decimal(value: float) -> str:
    """A number with three decimals, such as an area below a curve."""
    return NONE if isnan(value) else f"{value:.3f}".replace("-", "\N{MINUS SIGN}")


def digits(value: float) -> str:
    """A number of any size with three significant digits."""
    return NONE if isnan(value) else f"{value:.3g}".replace("-", "\N{MINUS SIGN}")
