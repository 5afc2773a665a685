"""Rows at a table's end that are no examples: totals, sources, notes."""

import re
from collections.abc import Sequence

from nnviz.data.tables.cell.number import amount_of
from nnviz.data.tables.columns.dates import order_of

#: Rows at the end of which some may be none.
TAIL = 12

_TOTALS = frozenset(
    (
        *("total", "totals", "grand total", "sum", "subtotal", "overall", "summe", "gesamt"),
        *("insgesamt", "somme", "total général", "suma", "razem", "totale", "totaal", "toplam"),
        *("итого", "всего", "合计", "总计", "合計", "総計", "總計", "소계", "합계", "المجموع"),
    )
)
# What databases say below the rows of an answer; and a note that may have commas of its own.
_COUNT = re.compile(r"\(\d+ [^\W\d_]+\)")
_SOURCE = re.compile(
    r"(sources?|notes?|quelle|anmerkung|hinweis|fuente|nota|fonte|źródło|出典|来源)\s*:\s*\S", re.I
)
# What else a last row may be, where the others have names of their own, or numbers.
_MEANS = frozenset(
    (
        *("average", "avg", "avg.", "mean", "median", "durchschnitt", "mittelwert", "moyenne"),
        *("media", "promedio", "média", "średnia", "среднее", "平均", "平均値", "均值", "평균"),
    )
)
_NOTE = re.compile(
    r"(sources?|notes?|n\.?b\.?|data|footnotes?|legend|copyright|©|\(c\)|updated|last updated|"
    r"generated|exported|printed|end of|quelle|anmerkung|hinweis|stand|fuente|nota|fonte|źródło|"
    r"источник|примечание|出典|注|来源|資料|자료|\*|†|\(|\[)[\s:.\W]",
    re.I,
)


def footers_in(rows: Sequence[Sequence[str]], width: int) -> int:
    """How many rows at the end are no examples.

    A row of totals says so. A note stands in one cell at the beginning of a row, where the rows
    above have more, and is no number; it says so, or does not fit into a column of numbers.

    Parameters
    ----------
    rows
        The last ones.
    width
        Columns of the table.
    """
    if width < 2:
        return 0
    count = 0
    while count < len(rows) - 1 and _is_footer(rows[-1 - count], rows[: len(rows) - count - 1]):
        count += 1
    return count


def _is_footer(row: Sequence[str], above: Sequence[Sequence[str]]) -> bool:
    filled = [cell.strip() for cell in row if cell.strip()]
    if not filled:
        # Between the rows and a note.
        return True
    first = row[0].strip()
    word = first.rstrip(":").casefold()
    if word in _TOTALS or word in _MEANS:
        heads = [one[0].strip() for one in above if one[0].strip()]
        are_apart = word in _TOTALS or len(set(heads)) == len(heads) or all(map(_is_value, heads))
        return len(filled) > 1 and first not in heads and are_apart
    others = [one[0].strip() for one in above if sum(map(bool, one)) > 1]
    if _SOURCE.match(first) and not any(map(_SOURCE.match, others)):
        return True
    usual = sorted(sum(bool(cell.strip()) for cell in one) for one in above)[len(above) // 2]
    if len(filled) > 1 or not first or usual < 2:
        return False
    if _COUNT.fullmatch(first):
        return True
    if _is_value(first):
        return False
    if _NOTE.match(first + " "):
        return True
    return len(others) > 1 and all(map(_is_value, others))


def _is_value(cell: str) -> bool:
    return amount_of(cell) is not None or order_of([cell]) is not None
