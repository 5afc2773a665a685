"""The listing of an executed program: each statement, and the shape of every array at it."""

from collections.abc import Mapping
from html import escape

from nnviz.analysis.lab.regression_lab import ExecutedStatement, Run, Shape
from nnviz.ui.text.language import _


def shape_table(run: Run, *, to_the_end: bool) -> str:
    """A table as HTML: line, statement, what it did in the first epoch and in the second.

    Parameters
    ----------
    to_the_end
        Whether to go on after the loop.
    """
    lines: dict[int, dict[int, ExecutedStatement]] = {}
    for step in run.steps:
        lines.setdefault(step.line, {})[step.epoch] = step
    loop = [line for line, steps in lines.items() if 1 in steps]
    rows = [_row(steps, run) for line, steps in lines.items() if to_the_end or line <= max(loop)]
    heads = (_("Line"), _("Statement"), _("First epoch"), _("Second epoch"))
    head = "".join(f'<th scope="col">{escape(text)}</th>' for text in heads)
    return (
        f'<table class="nnviz-shapes"><thead><tr>{head}</tr></thead>'
        f"<tbody>{''.join(rows)}</tbody></table>"
    )


def _row(steps: Mapping[int, ExecutedStatement], run: Run) -> str:
    step = next(iter(steps.values()))
    growth = run.growth
    kind = "grown" if growth is not None and step.line == growth.line else ""
    if any(one.error for one in steps.values()):
        kind = "failed"
    if 0 in steps:
        cells = f'<td colspan="2">{_cell(steps[0])}</td>'
    else:
        cells = "".join(f"<td>{_cell(one)}</td>" for one in steps.values())
    return (
        f'<tr class="{kind}"><td>{step.line}</td><td><code>{escape(step.text)}</code></td>'
        f"{cells}</tr>"
    )


def _cell(step: ExecutedStatement) -> str:
    """What came of a statement, and what it was made from."""
    if step.error:
        result = f"<strong>{escape(step.error.partition(':')[0])}</strong>"
    elif step.writes:
        result = "<br>".join(
            f"<strong>{escape(name)} {written_shape(shape)}</strong>"
            for name, shape in step.writes.items()
        )
    else:
        result = "–" if not step.reads else ""
    sources = ", ".join(
        f"{escape(name)}\N{NO-BREAK SPACE}{written_shape(shape)}"
        for name, shape in step.reads.items()
    )
    if not sources:
        return result
    return f'{result}<span class="sources">{_("from {arrays}").format(arrays=sources)}</span>'


def written_shape(shape: Shape) -> str:
    """As Python writes it, with the spaces kept together."""
    return f"({', '.join(map(str, shape))})".replace(" ", "\N{NO-BREAK SPACE}")
