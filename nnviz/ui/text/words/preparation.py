"""What is done to a table's columns before the network sees them, in words."""

from collections.abc import Callable

from nnviz.data.tables import Column, Preparation, Step
from nnviz.data.tables.columns.dates import as_text as date_text
from nnviz.ui.text.language import _

#: From and up to which size a number is written out with its thousands apart.
THOUSANDS, BILLION = 1e4, 1e9


def step_sentence(
    step: Step, *, column: Column | None = None, quote: Callable[[str], str] = str
) -> str:
    """One sentence about what is done to the step's column, which it does not name.

    Parameters
    ----------
    column
        The step's: its numbers may have a unit, or be days, which are told as dates.
    quote
        Makes other people's words harmless wherever the sentence is going to stand.
    """
    is_date = column is not None and column.kind == "date"
    if step.action == "fill" and step.category:
        return _("Missing values become “{value}”, the most frequent one.").format(
            value=quote(step.category)
        )
    if step.action == "fill":
        return _("Missing values become {value}, the median.").format(
            value=_value(step.value, column, quote)
        )
    if step.action == "standardise" and is_date:
        return _(
            "Days since the mean, {mean}, are counted and divided by their standard deviation, "
            "{scale}."
        ).format(mean=_value(step.mean, column, quote), scale=_number(step.scale))
    if step.action == "standardise":
        return _(
            "The mean, {mean}, is subtracted; the rest is divided by the standard deviation, "
            "{scale}."
        ).format(mean=_value(step.mean, column, quote), scale=_value(step.scale, column, quote))
    if step.action == "one_hot":
        return _("Each of its {count} values has an input of its own, which is 1 or 0.").format(
            count=step.count
        )
    return _("It is divided by {scale}, and lies from 0 to 1 then.").format(
        scale=_number(step.scale)
    )


def preparation_rows(
    preparation: Preparation, quote: Callable[[str], str] = str
) -> list[tuple[str, str]]:
    """Each column, and all that is done to it; columns that are all treated alike are one row."""
    recipe = preparation.recipe
    if {(column.kind, column.largest) for column in recipe.columns} == {
        ("pixel", recipe.columns[0].largest)
    }:
        every = _("each of {count} pixels").format(count=len(recipe.columns))
        return [(every, step_sentence(preparation.steps()[0]))]
    columns = {column.name: column for column in recipe.columns}
    rows: dict[str, list[str]] = {}
    for step in preparation.steps():
        sentence = step_sentence(step, column=columns[step.column], quote=quote)
        rows.setdefault(step.column, []).append(sentence)
    told = [(quote(column), " ".join(sentences)) for column, sentences in rows.items()]
    if recipe.task == "regression":
        mean, scale = preparation.target_mean, preparation.target_scale
        step = Step(recipe.target, "standardise", mean=mean, scale=scale)
        target = _("{column}, to be predicted").format(column=quote(recipe.target))
        values = Column(recipe.target, unit=recipe.unit)
        told.append((target, step_sentence(step, column=values, quote=quote)))
    return told


def _value(value: float, column: Column | None, quote: Callable[[str], str]) -> str:
    """A value of a column, with its unit or as the date that it is."""
    if column is None:
        return _number(value)
    if column.kind == "date":
        return date_text(value, column.date_order)
    return f"{_number(value)} {quote(column.unit)}" if column.unit else _number(value)


def _number(value: float) -> str:
    return f"{value:,.0f}" if THOUSANDS <= abs(value) < BILLION else f"{value:.4g}"
