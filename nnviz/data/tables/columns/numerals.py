"""Columns of texts that are numbers: their unit, and what is none of them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import isnan, nan

from nnviz.data.tables.cell.cleaning import cleaned
from nnviz.data.tables.cell.missing import is_missing
from nnviz.data.tables.cell.number import amount_of, is_known_unit
from nnviz.data.tables.columns.alike import n_measured, plain_numbers, uniform_numbers

# Different numbers that may still be the few sizes of a category.
_FEW = 20


@dataclass(frozen=True)
class ParsedNumbers:
    """What many texts are as numbers.

    Attributes
    ----------
    values
        nan where there is none.
    strays
        Positions of texts that are neither numbers, or not in this unit, nor missing.
    unit
        Of the numbers that have one; "" where none has.
    others
        Other units that stand among the strays, the most frequent first.
    bare
        How many have no unit though others have, of those that `n_measured` counts.
    """

    values: list[float]
    strays: list[int]
    unit: str = ""
    others: tuple[str, ...] = ()
    bare: int = 0

    @property
    def is_measure(self) -> bool:
        """Whether the unit is one, or else each number has the same word: not "3 rooms" and
        "kitchen", and not the few sizes that a category may have.
        """
        return (
            not self.unit
            or is_known_unit(self.unit)
            or not (self.bare or self.strays or are_few(self.values))
        )


def are_codes(cells: Sequence[str]) -> bool:
    """Whether digits name something and count nothing: all equally many, zeros in front kept."""
    if not any(len(cell) > 3 and cell[0] == "0" and cell.isdigit() for cell in cells):
        return False
    stripped = [cell.strip() for cell in cells]
    return all(cell.isdigit() and len(cell) == len(stripped[0]) for cell in stripped)


def are_numbers(cells: Sequence[str], decimal: str, tolerated: int) -> bool:
    """Whether texts without missing values are numbers of one unit, but for a few.

    Where there are any others, the numbers must be more than a column of categories would have.
    """
    if plain_numbers(cells, decimal) is not None:
        return True
    # What is none is soon known.
    strays = 0
    for cell in cells[: 2 * tolerated + _FEW]:
        strays += amount_of(cleaned(cell), decimal) is None
        if strays > tolerated:
            return False
    found = numbers_of(cells, decimal)
    if len(found.strays) > tolerated or not found.is_measure:
        return False
    return not found.strays or not are_few(found.values)


def are_few(numbers: Sequence[float]) -> bool:
    """Whether numbers are so few different ones that they may be names of categories."""
    return len({number for number in numbers if not isnan(number)}) <= _FEW


def numbers_of(cells: Sequence[str], decimal: str, unit: str | None = None) -> ParsedNumbers:
    """The numbers that many texts are.

    Parameters
    ----------
    unit
        Of the column: its numbers have this one or none. None: whichever most of them have.
    """
    quick = plain_numbers(cells, decimal)
    if quick is not None:
        return ParsedNumbers(quick, [], unit or "", (), n_measured(quick) if unit else 0)
    uniform = uniform_numbers(cells, decimal, unit)
    if uniform is not None:
        return ParsedNumbers(uniform.values, [], uniform.unit, (), uniform.bare)
    counts = Counter(cell for cell in cells if not is_missing(cell))
    amounts = {cell: amount_of(cleaned(cell), decimal) for cell in counts}
    units: Counter[str] = Counter()
    for cell, amount in amounts.items():
        if amount and (amount[1] or amount[0]):
            units[amount[1]] += counts[cell]
    bare = units.pop("", 0)
    common = [name for name, _count in units.most_common()]
    unit = unit or (common[0] if common and unit is None else "")
    values = {
        cell: amount[0] for cell, amount in amounts.items() if amount and amount[1] in ("", unit)
    }
    others = tuple(name for name in common if name != unit)
    strays = [i for i, cell in enumerate(cells) if cell in amounts and cell not in values]
    return ParsedNumbers(
        [values.get(cell, nan) for cell in cells], strays, unit, others, bare * bool(unit)
    )
