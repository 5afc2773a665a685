"""Whether a mark of missing values is one in a column of categories, or one of its categories.

"None" is a size of a disorder beside "Insomnia", and "-" the other result beside "+". A cell alone
does not tell; its column does, and how the table's numbers are missing. `pandas.read_csv` asks the
cell alone (`keep_default_na`), for all columns alike.
"""

import re
from collections.abc import Set
from dataclasses import dataclass

import numpy as np

from nnviz.data.tables.cell.category import category_key
from nnviz.data.tables.table import Cells, Table

_DASHES = frozenset(["-", "--", "—", "–"])
_DOTS = frozenset(["?", ".", "..", "...", "…", ":"])
#: Marks that may well be words. The others stand for no value wherever they are.
DOUBTFUL = frozenset(("none", "na", "n/a", "n.a.", *_DASHES, *_DOTS))
# Results of tests, charges, directions: beside these alone "?" and "." are no values.
_SIGNS = frozenset(["+", "++", "+++", "±", "+/-", "-/+"])
_CODE, _ELEMENT = re.compile("[A-Z]{2}"), re.compile("[A-Z][a-z]?")
# Namibia, or North America, is among codes of two letters, or beside these.
_REGIONS = frozenset(["EU", "EMEA", "APAC", "LATAM", "ASIA", "ASEAN", "MENA", "ROW", "JP"])


@dataclass(frozen=True)
class Gaps:
    """What cells without a value mean in a column of categories.

    Attributes
    ----------
    kept
        Marks, in lower case, that are categories.
    apart
        Whether all other missing values are a category of their own.
    """

    kept: tuple[str, ...] = ()
    apart: bool = False


def gaps_of(table: Table) -> dict[str, Gaps]:
    """What the cells without a value seem to mean, by the columns where they mean something."""
    elsewhere = {
        mark.lower() for cells in table.columns if cells.holds != "text" for mark in cells.marks
    }
    judged = {cells.name: _judged(cells, elsewhere) for cells in table.columns}
    return {name: gaps for name, gaps in judged.items() if gaps != Gaps()}


def _judged(cells: Cells, elsewhere: Set[str]) -> Gaps:
    if cells.many or cells.holds == "date" or not cells.n_missing:
        return Gaps()
    if cells.holds == "number":
        # What is ticked with 1, or left blank.
        present = cells.values[~np.isnan(cells.values)]
        return Gaps(apart=bool(len(present)) and bool((present == present[0]).all()))
    words = {category_key(text): text for text in cells.vocabulary}
    if not words:
        return Gaps()
    found = frozenset(words.values())
    kept = {
        mark.lower()
        for mark in cells.marks
        if (mark.lower() not in elsewhere or _is_minus(mark, found)) and _is_value(mark, found)
    }
    # A column that is ticked or left blank says nothing else.
    return Gaps(tuple(sorted(kept)), len(words) == 1 and not kept)


def _is_minus(mark: str, words: Set[str]) -> bool:
    """Whether a dash stands beside pluses, whatever it means in other columns."""
    return mark in _DASHES and words <= _SIGNS


def _is_value(mark: str, words: Set[str]) -> bool:
    """Whether a mark is a value beside these texts."""
    if mark.lower() == "none":
        return True
    if mark == "NA":
        are_codes = len(words) > 1 and all(map(_CODE.fullmatch, words))
        return are_codes or (bool(words & _REGIONS) and all(word.isupper() for word in words))
    if mark == "Na":
        return len(words) > 1 and all(map(_ELEMENT.fullmatch, words))
    if mark in _DASHES | _DOTS:
        are_signs = not any(any(map(str.isalnum, word)) for word in words)
        return are_signs and (mark in _DASHES or not words <= _SIGNS)
    return False
