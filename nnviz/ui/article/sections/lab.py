"""The lab: the article's program, which goes wrong without a word, and how to find out."""

from functools import lru_cache

import numpy as np
import streamlit as st

from nnviz.analysis.lab.regression_lab import ALPHA, EPOCHS, LeastSquares, Run, least_squares, run
from nnviz.analysis.lab.regression_programs import FIX, FIXED, PRINTED
from nnviz.experiment.presets import PRESETS
from nnviz.ui.article.miniature import miniature, scientific, written
from nnviz.ui.article.sections.lab_results import comparison, has_arrived, plots
from nnviz.ui.article.shapes import shape_table, written_shape
from nnviz.ui.common.fragments import fragment
from nnviz.ui.common.links import playground_link
from nnviz.ui.text.language import _

#: What a person may guess, and what is so.
GUESSES = ((1, 1), (100, 1), (1, 100), (100, 100))

#: How far the lab has been opened: nothing yet, one epoch, all of them, the prediction, the fix.
CLOSED, ONE_EPOCH, ALL_EPOCHS, PREDICTION, FIX_SHOWN = range(5)

ALPHAS = (0.003, 0.01, 0.03, 0.1, 0.3, 0.7, 1.0)
EPOCH_STOPS = (1, 10, 100, 300, 1000, 3000, 10_000)

_STAGE = "lab-stage"

#: The same numbers for every visitor, so they are computed once.
cached_run = lru_cache(maxsize=32)(run)


def lab() -> None:
    """The eighth section."""
    st.header(_("The lab: a program that goes wrong without a word"), anchor="lab")
    st.markdown(
        _(
            "This is a program that an introduction to neural networks ends with: a linear "
            "regression in NumPy, with the forward pass, the backward pass and the update of this "
            "page in a dozen lines; only the comments are ours. It makes points around the line "
            "$3x$, with noise between 0 and 1. Since that noise is 0.5 on average, a good fit "
            "should find $W \\approx 3$ and $b \\approx 0.5$."
        )
    )
    st.code(PRINTED, language="python", line_numbers=True)
    st.markdown(
        _(
            "It runs through all its epochs without a complaint, and its loss falls to nothing. "
            "Yet there is a mistake in it, one of those that everybody makes once. Find it: all "
            "that follows is what NumPy really does, statement by statement."
        )
    )
    _lab()


@fragment()
def _lab() -> None:
    stage = st.session_state.get(_STAGE, CLOSED)
    _first_epoch(stage)
    if stage >= ONE_EPOCH:
        _all_epochs(stage)
    if stage >= ALL_EPOCHS:
        _prediction(stage)
    if stage >= PREDICTION:
        _fix(stage)
    if stage > CLOSED:
        st.button(
            _("Close the lab and start over"),
            key="lab-over",
            icon=":material/replay:",
            type="tertiary",
            on_click=_open,
            args=(CLOSED,),
        )


def _open(stage: int) -> None:
    st.session_state[_STAGE] = stage


def _next(label: str, key: str, stage: int, opens: int, *, disabled: bool = False) -> None:
    """The button that opens the next part, as long as it is closed."""
    if stage < opens:
        st.button(
            label,
            key=key,
            type="primary",
            icon=":material/play_arrow:",
            disabled=disabled,
            on_click=_open,
            args=(opens,),
        )


def _first_epoch(stage: int) -> None:
    with miniature("lab-epoch"):
        st.markdown(_("**1. One update**"))
        guess = st.radio(
            _("`X` and `y` are (100, 1), `W` is (1, 1). What shape is `W` after one update?"),
            GUESSES,
            index=None,
            format_func=written_shape,
            horizontal=True,
            key="lab-guess",
            disabled=stage >= ONE_EPOCH,
        )
        _next(_("Run one epoch"), "lab-epoch", stage, ONE_EPOCH, disabled=guess is None)
        if stage < ONE_EPOCH:
            return
        printed = cached_run(PRINTED)
        growth = printed.growth
        assert growth is not None, "the printed program makes W grow"
        right = guess == growth.writes["W"]
        answer = _("Right.") if right else _("Not quite.") if guess else ""
        st.markdown(
            answer
            + " "
            + _(
                "Line {line} does it: `{text}` takes {update} from {weight}. NumPy stretches the "
                "smaller to the larger without a word (*broadcasting*), and from then on `W` is "
                "{grown}. `dL_dW` still holds one gradient for each example, since nobody has "
                "averaged them."
            ).format(
                line=growth.line,
                text=growth.text,
                update=written_shape(growth.reads["dL_dW"]),
                weight=written_shape(growth.replaced["W"]),
                grown=written_shape(growth.writes["W"]),
            )
        )
        st.html(shape_table(printed, to_the_end=stage >= PREDICTION))


def _all_epochs(stage: int) -> None:
    with miniature("lab-all"):
        st.markdown(_("**2. A thousand epochs**"))
        st.markdown(_("A hundred weights and a hundred biases. What will they learn?"))
        _next(_("Run all epochs"), "lab-all", stage, ALL_EPOCHS)
        if stage < ALL_EPOCHS:
            return
        printed = cached_run(PRINTED)
        st.markdown(
            _(
                "Each example has a weight and a bias of its own, and fits itself. After {epochs} "
                "epochs the mean squared error is {loss}, which looks like a triumph. But the "
                "weights lie anywhere from {low} to {high}, and the line that all the points have "
                "in common has been learnt by none of them."
            ).format(
                epochs=EPOCHS,
                loss=scientific(float(printed.loss_history[-1])),
                low=written(float(printed.weights.min())),
                high=written(float(printed.weights.max())),
            )
        )
        plots(printed, None, None, key="lab-all")


def _prediction(stage: int) -> None:
    with miniature("lab-predict"):
        st.markdown(_("**3. A prediction**"))
        st.markdown(_("Now the program asks for two new inputs, 0.5 and 1.5."))
        _next(_("Predict"), "lab-predict", stage, PREDICTION)
        if stage < PREDICTION:
            return
        st.code(cached_run(PRINTED).error, language=None, wrap_lines=True)
        st.markdown(
            _(
                "Here it breaks at last, lines away from the mistake. There are weights for a "
                "hundred examples that it has seen and none for two that it has not. With a "
                "hundred new inputs it would not even have failed, only answered nonsense."
            )
        )


def _fix(stage: int) -> None:
    with miniature("lab-fix"):
        st.markdown(_("**4. One line more**"))
        st.markdown(
            _(
                "What the program calls the loss is one squared error for each example. What one "
                "wants to make small is their *mean*, and the gradient of a mean is the mean of "
                "the gradients. So one line after the backward step is enough:"
            )
        )
        _next(_("Run the corrected program"), "lab-fix", stage, FIX_SHOWN)
        st.code(FIX.strip(), language="python", wrap_lines=True)
        if stage < FIX_SHOWN:
            return
        left, right = st.columns(2)
        alpha: float = left.select_slider(
            _("Learning rate `alpha`"), ALPHAS, ALPHA, key="lab-alpha"
        )
        st.session_state.setdefault("lab-epochs", EPOCHS)
        epochs: int = right.select_slider(_("Epochs"), EPOCH_STOPS, key="lab-epochs")
        printed = cached_run(PRINTED, alpha=alpha, epochs=epochs)
        fixed = cached_run(FIXED, alpha=alpha, epochs=epochs)
        best = least_squares(fixed.inputs, fixed.targets)
        st.markdown(comparison(printed, fixed, best))
        _verdict(fixed, best, alpha, epochs)
        plots(printed, fixed, best, key="lab-fix")
        with st.expander(_("Every line with every shape, corrected")):
            st.html(shape_table(fixed, to_the_end=True))
        playground_link(PRESETS["line"].experiment, _("See this regression in the playground"))


def _verdict(fixed: Run, best: LeastSquares, alpha: float, epochs: int) -> None:
    if not np.isfinite(fixed.loss_history[-1]) or fixed.loss_history[-1] > fixed.loss_history[0]:
        st.markdown(
            _(
                "With a learning rate of {alpha} each step lands higher than it began: the "
                "corrected program diverges, as on the curve above. Choose a smaller one."
            ).format(alpha=f"{alpha:g}")
        )
    elif has_arrived(fixed, best):
        st.markdown(
            _(
                "Arrived: one weight, one bias, and they are those of the closed-form answer "
                "(`numpy.linalg.lstsq`), which no other line beats on these 100 points. It is near "
                "3 and 0.5, not equal, since 100 noisy points cannot say it more precisely."
            )
        )
    else:
        st.markdown(
            _(
                "On the right way, and not there yet: after {epochs} epochs at a learning rate of "
                "{alpha} the corrected program is still some way from the closed-form answer. "
                "That is no mistake, only patience."
            ).format(epochs=epochs, alpha=f"{alpha:g}")
        )
        if epochs < EPOCH_STOPS[-1]:
            st.button(
                _("Train on, to {epochs} epochs").format(epochs=EPOCH_STOPS[-1]),
                key="lab-on",
                icon=":material/fast_forward:",
                on_click=_train_on,
            )


def _train_on() -> None:
    st.session_state["lab-epochs"] = EPOCH_STOPS[-1]
