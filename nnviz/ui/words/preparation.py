"""What is done to a table's columns before the network sees them, in words."""

from collections.abc import Callable

from nnviz.data.tables import Preparation, Step
from nnviz.data.tables.dates import as_text as date_text
from nnviz.ui.language import _

#: From and up to which size a number is written out with its thousands apart.
THOUSANDS, BILLION = 1e4, 1e9


def step_sentence(step: Step, *, is_date: bool = False, quote: Callable[[str], str] = str) -> str:
    """One sentence about what is done to the step's column, which it does not name.

    Parameters
    ----------
    is_date
        The column's numbers are days, and are told as dates.
    quote
        Makes other people's words harmless wherever the sentence is going to stand.
    """
    if step.action == "fill" and step.category:
        return _("Missing values become “{value}”, the most frequent one.").format(
            value=quote(step.category)
        )
    if step.action == "fill":
        return _("Missing values become {value}, the median.").format(
            value=_number(step.value, is_date)
        )
    if step.action == "standardise" and is_date:
        return _(
            "Days since the mean, {mean}, are counted and divided by their standard deviation, "
            "{scale}."
        ).format(mean=_number(step.mean, True), scale=_number(step.scale))
    if step.action == "standardise":
        return _(
            "The mean, {mean}, is subtracted; the rest is divided by the standard deviation, "
            "{scale}."
        ).format(mean=_number(step.mean), scale=_number(step.scale))
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
    dates = {column.name for column in recipe.columns if column.kind == "date"}
    rows: dict[str, list[str]] = {}
    for step in preparation.steps():
        sentence = step_sentence(step, is_date=step.column in dates, quote=quote)
        rows.setdefault(step.column, []).append(sentence)
    told = [(quote(column), " ".join(sentences)) for column, sentences in rows.items()]
    if recipe.task == "regression":
        mean, scale = preparation.target_mean, preparation.target_scale
        step = Step(recipe.target, "standardise", mean=mean, scale=scale)
        target = _("{column}, to be predicted").format(column=quote(recipe.target))
        told.append((target, step_sentence(step)))
    return told


def _number(value: float, is_date: bool = False) -> str:
    if is_date:
        return date_text(value)
    return f"{value:,.0f}" if THOUSANDS <= abs(value) < BILLION else f"{value:.4g}"
