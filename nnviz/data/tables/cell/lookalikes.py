"""Columns of which each cell alone could be a number, and which together are something else."""

import re
from collections.abc import Sequence

_POWER = re.compile(r"[+-]?\d[\d.,]*([⁰¹²³⁴-⁹]+)", re.ASCII)
# As armies, ships and airlines write times of day. Round ones are as likely to be hours.
_CLOCK = re.compile(r"(?:[01]\d|2[0-3])[0-5]\d\s?(?:h|hrs)", re.ASCII)
_ROUND = re.compile(r"[1-9]\d(?:00|30|50)\D+", re.ASCII)


def are_powers(cells: Sequence[str]) -> bool:
    """Whether raised digits are exponents and no footnotes: most numbers have some, and not all the
    same.
    """
    found = [match for cell in cells if (match := _POWER.fullmatch(cell.strip()))]
    return 2 * len(found) > len(cells) and len({match[1] for match in found}) > 1


def are_clock_times(cells: Sequence[str]) -> bool:
    """Whether they are times of day such as 1430h and 0107h, and no hours that something takes."""
    stripped = [cell.strip() for cell in cells]
    return all(map(_CLOCK.fullmatch, stripped)) and not all(map(_ROUND.fullmatch, stripped))
