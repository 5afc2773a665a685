"""What is said of the meaning of columns: how cells were understood, and why some are left out.

Templates, as in `nnviz.data.tables.problem`.
"""

from collections.abc import Sequence

from nnviz.data.tables.problem import (
    ALL_MISSING,
    CONSTANT,
    IDENTIFIER,
    OVER_BUDGET,
    TOO_MANY_CATEGORIES,
    Remark,
)

# Left out by the first guess.
ALL_DIFFERENT = (
    "Column “{column}” could not be read as numbers, dates or categories, for its texts are all "
    "different. It is left out."
)
ALMOST_NUMBERS = (
    "Column “{column}” could not be read as numbers, for other texts are in it, such as “{cell}” "
    "(different ones: {count:,}). It is left out."
)
NUMBERS_AND_MORE = (
    "Column “{column}” could not be read as numbers, for what stands with them, as in “{cell}”, is "
    "no unit that is known here, or not the same everywhere. It is left out."
)
ALMOST_DATES = (
    "Column “{column}” could not be read as dates, for other texts are in it, such as “{cell}” "
    "(different ones: {count:,}). It is left out."
)
UNITS_DIFFER = (
    "Column “{column}” has numbers in different units ({units}), which cannot be compared, so it "
    "is not read as numbers. Write all of them in one unit."
)
CODES = (
    "Column “{column}” has digits with zeros in front, such as “{cell}”. They name something and "
    "count nothing, so they are not read as numbers."
)
POWERS = (
    "Column “{column}” has raised digits, such as “{cell}”. They seem to be powers and no "
    "footnotes, so it is not read as numbers, and left out. Write powers as 1000 or 1e3."
)
LEAST_VARIED = (
    "Column “{column}” is left out, for the network would have more than {limit} inputs. Those "
    "whose values vary most are kept."
)

# Learned from, but the person should know.
FOLDED = (
    "Column “{column}”: what differs only in capitals, blanks or the way a number is written is "
    "one category. Spellings that count as others: {count:,}, for instance “{cell}” as “{other}”."
)
KEPT_APART = (
    "Column “{column}”: small letters and capitals are different categories, for there are many of "
    "both."
)
AMBIGUOUS = (
    "Column “{column}”: “{cell}” is read as {number}, but could also mean {other}. Change how "
    "decimals are written if that is wrong."
)
AMBIGUOUS_DATE = (
    "Column “{column}”: “{cell}” is read as {date}, but could also mean {other}. If that is wrong, "
    "write the dates as 2020-12-31."
)
SEASONS = (
    "Column “{column}”: “{cell}” is read as {date}, but could also mean two years, as those of a "
    "season. If so, let it be a category."
)
SHORT_YEARS = (
    "Column “{column}”: “{cell}” is read as {date}, for years of two digits are taken as 1930 to "
    "2029. If that is wrong, write all four digits."
)
BARE = "Column “{column}”: numbers without a unit count as {unit}, as the others do: {count:,}."
MARKS_KEPT = "Column “{column}”: “{marks}” counts as a value of its own, and not as a missing one."
MARKS_MISSING = "Column “{column}”: “{marks}” counts as a missing value, and not as one of its own."
MISSING_APART = (
    "Column “{column}”: cells without a value are a category of their own, “{category}”."
)
FEW_ROWS = (
    "There are only {count} rows: enough to see how a network learns them, and too few to say what "
    "it makes of new ones."
)
RARE_CLASS = (
    "Class “{cell}” of “{column}” is rare: {count:,} of {rows:,} rows. A network that never "
    "answers it is seldom wrong. Class weights, beside the network's layers, make it count more."
)

# The same of many columns at once.
CONSTANT_MANY = "The same value in every row, so left out: {count:,} columns ({columns})."
ALL_MISSING_MANY = "No values, so left out: {count:,} columns ({columns})."
ALL_DIFFERENT_MANY = (
    "Could not be read as numbers, dates or categories, for all texts are different, so left out: "
    "{count:,} columns ({columns})."
)
IDENTIFIER_MANY = "Only tell the rows apart, so left out: {count:,} columns ({columns})."
TOO_MANY_CATEGORIES_MANY = (
    "No numbers or dates, and more than {limit:,} different texts, so left out: {count:,} columns "
    "({columns})."
)
OVER_BUDGET_MANY = (
    "A network here has {limit} inputs at most, so the first columns are kept and {count:,} are "
    "left out: {columns}."
)
LEAST_VARIED_MANY = (
    "A network here has {limit} inputs at most, so the columns are kept whose values vary most, "
    "and {count:,} are left out: {columns}."
)
MARKS_KEPT_MANY = (
    "Counted as a value of its own, and not as a missing one, in {count:,} columns ({columns}): "
    "“{marks}”."
)
MARKS_MISSING_MANY = (
    "Counted as a missing value, and not as one of its own, in {count:,} columns ({columns}): "
    "“{marks}”."
)

_MANY = {
    CONSTANT: CONSTANT_MANY,
    ALL_MISSING: ALL_MISSING_MANY,
    ALL_DIFFERENT: ALL_DIFFERENT_MANY,
    IDENTIFIER: IDENTIFIER_MANY,
    TOO_MANY_CATEGORIES: TOO_MANY_CATEGORIES_MANY,
    OVER_BUDGET: OVER_BUDGET_MANY,
    LEAST_VARIED: LEAST_VARIED_MANY,
    MARKS_KEPT: MARKS_KEPT_MANY,
    MARKS_MISSING: MARKS_MISSING_MANY,
}
#: Every sentence, for translators.
FINDINGS = (
    *(
        ALL_DIFFERENT,
        ALMOST_NUMBERS,
        NUMBERS_AND_MORE,
        ALMOST_DATES,
        UNITS_DIFFER,
        CODES,
        POWERS,
        LEAST_VARIED,
    ),
    *(FOLDED, KEPT_APART, AMBIGUOUS, AMBIGUOUS_DATE, SEASONS, SHORT_YEARS, BARE),
    *(MARKS_KEPT, MARKS_MISSING, MISSING_APART, FEW_ROWS, RARE_CLASS),
    *_MANY.values(),
)

# So many columns of which the same is said are each named in a sentence; and in one for all.
_EACH, _NAMED = 3, 5


def merged(remarks: Sequence[Remark]) -> tuple[Remark, ...]:
    """What is said of many columns in one sentence, in the place of the first."""
    groups: dict[tuple[object, ...], list[Remark]] = {}
    for i, remark in enumerate(remarks):
        values = {name: value for name, value in remark.values.items() if remark.reason in _MANY}
        key = (remark.reason, *values.items()) if remark.reason in _MANY else (i,)
        groups.setdefault(key, []).append(remark)
    told: list[Remark] = []
    for group in groups.values():
        if len(group) <= _EACH:
            told += group
            continue
        names = [remark.column for remark in group]
        more = ("…",) if len(names) > _NAMED else ()
        values = {**group[0].values, "count": len(names), "columns": (*names[:_NAMED], *more)}
        told.append(Remark(_MANY[group[0].reason], values=values))
    return tuple(told)
