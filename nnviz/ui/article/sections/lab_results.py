"""What came out of the lab's programs, in numbers and in pictures."""

import numpy as np
import streamlit as st

from nnviz.analysis.lab.regression_lab import LeastSquares, Run
from nnviz.ui.article.miniature import scientific, written
from nnviz.ui.article.shapes import written_shape
from nnviz.ui.common.theme import visitors_palette
from nnviz.ui.figures.lesson import STILL
from nnviz.ui.figures.regression import (
    RegressionWords,
    StraightLine,
    fits,
    loss_paths,
    weight_paths,
)
from nnviz.ui.text.language import _

#: The program's new inputs.
NEW_INPUTS = np.array([0.5, 1.5])

#: Weight and bias this near to the best ones have arrived.
NEAR = 0.01


def has_arrived(fixed: Run, best: LeastSquares) -> bool:
    """Whether one weight and one bias are those of the closed-form answer, to two digits."""
    distance = max(abs(fixed.weights[0] - best.weight), abs(fixed.biases[0] - best.bias))
    return bool(distance < NEAR)


def comparison(printed: Run, fixed: Run, best: LeastSquares) -> str:
    """Both programs and the closed-form answer, as a table in Markdown."""
    names = [_("prediction for {x}").format(x=f"{x:g}") for x in NEW_INPUTS.tolist()]
    rows = [
        ("", _("as printed"), _("corrected"), _("closed form")),
        ("---", "---", "---", "---"),
        (
            _("shape of `W`"),
            written_shape((printed.weights.size, 1)),
            written_shape((fixed.weights.size, 1)),
            "",
        ),
        ("`W`", _range(printed.weights), _range(fixed.weights), written(best.weight, 3)),
        ("`b`", _range(printed.biases), _range(fixed.biases), written(best.bias, 3)),
        (
            _("mean squared error"),
            _loss(float(printed.loss_history[-1])),
            _loss(float(fixed.loss_history[-1])),
            _loss(best.loss),
        ),
    ]
    answers = [run.predictions for run in (printed, fixed)]
    for number, name in enumerate(names):
        cells = [
            _("none: the error above") if found is None else written(float(found[number]), 3)
            for found in answers
        ]
        rows.append((name, cells[0], cells[1], written(float(best.at(NEW_INPUTS)[number]), 3)))
    return "\n".join("| " + " | ".join(row) + " |" for row in rows)


def _loss(value: float) -> str:
    return written(value, 4) if 1e-3 < value < 1e4 else scientific(value)


def _range(values: np.ndarray) -> str:
    if values.size == 1:
        return written(float(values[0]), 3)
    return _("{count} of them, {low} to {high}").format(
        count=values.size, low=written(float(values.min())), high=written(float(values.max()))
    )


def plots(printed: Run, fixed: Run | None, best: LeastSquares | None, *, key: str) -> None:
    """The data with the lines, the weights and the loss over the epochs."""
    palette = visitors_palette()
    words = RegressionWords(
        data=_("data"),
        printed=_("as printed"),
        fixed=_("corrected"),
        best=_("closed form"),
        input="X",
        target="y",
        weight="W",
        loss=_("Mean squared error"),
        epoch=_("Epoch"),
    )
    line = StraightLine(float(fixed.weights[0]), float(fixed.biases[0])) if fixed else None
    best_line = StraightLine(best.weight, best.bias) if best else None
    own = printed.weights, printed.biases
    st.plotly_chart(
        fits(printed.inputs, printed.targets, own, line, best_line, words, palette),
        key=f"{key}-fits",
        config=STILL,
        alt=_("The data, and what each program makes of it."),
    )
    left, right = st.columns(2)
    left.plotly_chart(
        weight_paths(
            printed.epochs,
            printed.weight_history,
            fixed.weight_history[:, 0] if fixed else None,
            best.weight if best else None,
            words,
            palette,
        ),
        key=f"{key}-weights",
        config=STILL,
        alt=_("Weights over the epochs."),
    )
    right.plotly_chart(
        loss_paths(
            printed.epochs,
            printed.loss_history,
            fixed.loss_history if fixed else None,
            best.loss if best else None,
            words,
            palette,
        ),
        key=f"{key}-losses",
        config=STILL,
        alt=_("Mean squared error over the epochs."),
    )
