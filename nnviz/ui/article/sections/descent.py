"""Gradient descent: one weight on its way down the valley of the loss."""

from dataclasses import dataclass

import numpy as np
import streamlit as st

from nnviz.core.network.network import Network
from nnviz.data.arrays import FloatArray
from nnviz.experiment import Experiment
from nnviz.experiment.presets import PRESETS
from nnviz.ui.article.miniature import bracketed, miniature, tex, written
from nnviz.ui.common.fragments import fragment
from nnviz.ui.common.links import playground_link
from nnviz.ui.common.theme import visitors_palette
from nnviz.ui.figures.lesson import STILL, valley
from nnviz.ui.text.language import _, ngettext

#: The article's example as nnviz has it: points around the line 3x + 0.5.
DATA = Experiment("line", hidden=(), data_seed=1)

#: The bias stands still at what the data was made with, so that one weight is all there is.
BIAS = 0.5

#: The last lies beyond what this valley can bear.
RATES = (0.1, 0.3, 0.6, 1.0, 1.5, 2.0, 2.5, 2.9, 3.2, 4.0)
FIRST_RATE = 0.6

FIRST_WEIGHT = -0.5
#: Weights that are always in the picture.
LOW, HIGH = -1.0, 7.0
#: Steps of one press of Run, and how far off the weight may get before that is enough.
RUN_STEPS = 20
FAR = 1e3

_PATH = "descent-path"


@dataclass(frozen=True)
class Valley:
    """The mean squared error of the line data over its one weight."""

    network: Network
    inputs: FloatArray
    targets: FloatArray

    def at(self, weight: float) -> tuple[float, float]:
        """Loss and gradient for a weight."""
        self.network.weights[0][...] = weight
        loss, [(gradient, _)] = self.network.loss_and_gradients(self.inputs, self.targets)
        return loss, float(gradient[0, 0])

    @property
    def limit(self) -> float:
        """The learning rate beyond which each step ends further off than it began.

        Twice the inverse of the curvature: LeCun et al., Efficient backprop, 1998, section 5.1.
        """
        return 2.0 / (self.at(1.0)[1] - self.at(0.0)[1])


def make_valley() -> Valley:
    """A network of its own for each use, since looking at a weight means setting it."""
    data = DATA.make_dataset()
    network = Network((1, 1), ("linear",), "mse", np.random.default_rng(0))
    network.biases[0][...] = BIAS
    return Valley(network, data.train_inputs, data.train_targets)


def descent() -> None:
    """The sixth section."""
    st.header(_("Downhill: gradient descent"), anchor="descent")
    st.markdown(
        _(
            "Now every weight knows its gradient: uphill is that way, and this steep. So take a "
            "step the other way, in proportion to the slope. The **learning rate** $\\alpha$ says "
            "how large a step:"
        )
    )
    st.latex(r"W_{\text{new}} = W_{\text{old}} - \alpha \cdot \frac{\partial L}{\partial W}")
    st.markdown(
        _(
            "The curve is the loss of one straight line through a cloud of points, for every "
            "weight it could have. The ball is the weight that it has. Step it down, then try "
            "other learning rates: a small one creeps, a good one is there in a few steps, a large "
            "one leaps from side to side, and too large a one climbs out of the valley."
        )
    )
    _ball()
    st.markdown(
        _(
            "Between the loss and the update belongs the backward pass, for without a gradient "
            "there is nothing to descend. A real network does just this with all its weights at "
            "once, mostly on a few examples at a time (a *batch*): each step then costs little, "
            "and its direction is right on average."
        )
    )
    playground_link(PRESETS["too_fast"].experiment, _("See a whole network step too far"))


@fragment()
def _ball() -> None:
    with miniature("descent"):
        valley_ = make_valley()
        path: list[float] = st.session_state.setdefault(_PATH, [FIRST_WEIGHT])
        rate = st.select_slider(_("Learning rate $\\alpha$"), RATES, FIRST_RATE, key="descent-rate")
        gone = abs(path[-1]) > FAR
        with st.container(horizontal=True, gap="small"):
            st.button(
                _("Step"),
                key="descent-step",
                icon=":material/skip_next:",
                type="primary",
                disabled=gone,
                on_click=_walk,
                args=(1,),
            )
            st.button(
                _("{steps} steps").format(steps=RUN_STEPS),
                key="descent-run",
                icon=":material/fast_forward:",
                disabled=gone,
                on_click=_walk,
                args=(RUN_STEPS,),
            )
            st.button(
                _("Start again"),
                key="descent-restart",
                icon=":material/replay:",
                on_click=_restart,
            )
        _picture(valley_, path)
        loss, gradient = valley_.at(path[-1])
        st.latex(
            rf"\begin{{aligned}}W_{{\text{{new}}}} &= {tex(path[-1], 3)} - {rate:g} \cdot "
            rf"{bracketed(gradient, 3)} \\ &= "
            rf"\mathbf{{{tex(path[-1] - rate * gradient, 3)}}}\end{{aligned}}"
        )
        st.caption(_verdict(len(path) - 1, loss, rate, valley_.limit, gone))


def _picture(valley_: Valley, path: list[float]) -> None:
    steps = np.array(path)
    weights = np.linspace(min(LOW, *path), max(HIGH, *path), 121)
    slope = valley_.at(path[-1])[1]
    st.plotly_chart(
        valley(
            weights,
            np.array([valley_.at(weight)[0] for weight in weights]),
            steps,
            np.array([valley_.at(weight)[0] for weight in steps]),
            slope,
            visitors_palette(),
            weight_name=_("weight W"),
            loss_name=_("loss L"),
        ),
        key="descent-valley",
        config=STILL,
        alt=ngettext(
            "The loss over one weight; after {steps} step the weight is {weight}.",
            "The loss over one weight; after {steps} steps the weight is {weight}.",
            len(path) - 1,
        ).format(steps=len(path) - 1, weight=written(path[-1])),
    )


def _verdict(steps: int, loss: float, rate: float, limit: float, gone: bool) -> str:
    taken = ngettext(
        "{steps} step taken; the loss is {loss}.",
        "{steps} steps taken; the loss is {loss}.",
        steps,
    )
    done = taken.format(steps=steps, loss=written(loss, 4))
    bound = _("On this curve, everything above a learning rate of {limit} diverges.").format(
        limit=written(limit)
    )
    if gone:
        return f"{done} {bound} " + _(
            "The weight has left for good. Start again with a smaller rate."
        )
    if rate > limit:
        return f"{done} {bound} " + _("So this one does: each step lands higher than it began.")
    return f"{done} {bound}"


def _walk(steps: int) -> None:
    valley_ = make_valley()
    path: list[float] = st.session_state[_PATH]
    rate: float = st.session_state["descent-rate"]
    for _step in range(steps):
        if abs(path[-1]) > FAR:
            return
        path.append(path[-1] - rate * valley_.at(path[-1])[1])


def _restart() -> None:
    st.session_state[_PATH] = [FIRST_WEIGHT]
