"""How to train. Everything here may be changed in mid-training, and takes effect at once."""

import streamlit as st

from nnviz.core.functions.regularizers import REGULARIZERS
from nnviz.core.functions.schedules import SCHEDULES
from nnviz.core.optimizers.optimizers import OPTIMIZERS
from nnviz.experiment import LIMITS, Experiment
from nnviz.ui.common.fragments import fragment
from nnviz.ui.controls.sidebar.choice import choice
from nnviz.ui.controls.sidebar.field import bound, with_value
from nnviz.ui.controls.sidebar.fold import fold
from nnviz.ui.controls.sidebar.section import section
from nnviz.ui.controls.sidebar.stop import stop_controls
from nnviz.ui.text.language import _
from nnviz.ui.text.numbers import plain
from nnviz.ui.text.words import about
from nnviz.ui.text.words.training import OPTIMIZER_WORDS, REGULARIZER_WORDS, SCHEDULE_WORDS
from nnviz.ui.visit.exercise import STOP
from nnviz.ui.visit.session import current

#: Stops of the sliders. A value from the URL that is none of them gets a stop of its own.
LEARNING_RATES = [
    rate
    for exponent in range(-5, 2)
    for mantissa in (1, 2, 3, 5)
    if (rate := float(f"{mantissa}e{exponent}")) <= LIMITS["learning_rate"].high
]
#: 0 is the whole training share; it stands at the end, where the largest batch belongs.
BATCH_SIZES = [1, 2, 3, 5, 10, 20, 30, 50, 100, 200, 500]
REGULARIZATION_RATES = [0.0, 0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0]
CLIPPING_NORMS = [0.0, 0.1, 0.3, 1.0, 3.0, 10.0, 30.0, 100.0]
#: Settings that a glance at the page would miss while they are folded away.
TOLD = ("dropout", "gradient_clipping", "schedule")
SCHEDULE_LENGTHS = [10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000]


@fragment(key="training")
def training_controls() -> None:
    """Everything that decides on how the weights move."""
    if current().exercise.hides("training"):
        return
    experiment = current().experiment
    section(_("Training"), "training", live=True)
    st.select_slider(
        _("Learning rate"),
        with_value(LEARNING_RATES, experiment.learning_rate),
        format_func=plain,
        help=_(
            "How large a step each update takes: η in w ← w − η g. Too small and it crawls, too "
            "large and it jumps over the valley, or flies away."
        ),
        **bound("learning_rate", experiment.learning_rate),
    )
    left, right = st.columns(2)
    with left:
        _optimizer(experiment)
    with right:
        _batch_size(experiment)
    # In a place of its own: where it comes or goes, no list below is closed by that.
    with st.container():
        _optimizer_setting(experiment)
    _regularization(experiment)
    with fold(_("Dropout, clipping, schedule"), "fold-training", TOLD):
        _dropout_and_clipping(experiment)
        _schedule(experiment)
    if not current().exercise.hides(STOP):
        with fold(_("Stop at an epoch or a loss"), "fold-stop"):
            stop_controls()


def _optimizer(experiment: Experiment) -> None:
    choice(
        _("Optimizer"),
        "optimizer",
        experiment.optimizer,
        OPTIMIZERS,
        OPTIMIZER_WORDS,
        _("How the gradient g moves a weight w."),
        about(OPTIMIZER_WORDS, experiment.optimizer),
    )


def _optimizer_setting(experiment: Experiment) -> None:
    """The one setting that some optimizers have beside the learning rate."""
    heeds = OPTIMIZERS[experiment.optimizer].heeds
    if heeds == "momentum":
        st.slider(
            _("Momentum"),
            LIMITS["momentum"].low,
            LIMITS["momentum"].high,
            step=0.01,
            help=_("The share μ of the last velocity that is kept: v ← μ v + g."),
            **bound("momentum", experiment.momentum),
        )
    elif heeds == "weight_decay":
        st.slider(
            _("Weight decay"),
            LIMITS["weight_decay"].low,
            LIMITS["weight_decay"].high,
            step=0.01,
            help=_("How strongly every update shrinks the parameters: w ← (1 − η λ) w."),
            **bound("weight_decay", experiment.weight_decay),
        )


def _batch_size(experiment: Experiment) -> None:
    sizes = [*with_value(BATCH_SIZES, experiment.batch_size or BATCH_SIZES[0]), 0]
    st.select_slider(
        _("Batch size"),
        sizes,
        format_func=lambda size: str(size) if size else _("all"),
        help=_(
            "How many points each update looks at. Few: many quick, shaky steps. All: one calm "
            "step for each pass over the data."
        ),
        **bound("batch_size", experiment.batch_size),
    )


def _regularization(experiment: Experiment) -> None:
    left, right = st.columns(2)
    name = experiment.regularization
    regularizer = REGULARIZERS[name]
    with left:
        choice(
            _("Regularization"),
            "regularization",
            name,
            REGULARIZERS,
            REGULARIZER_WORDS,
            _("A price on large weights, added to the loss; biases are free."),
            about(REGULARIZER_WORDS, name, regularizer.formula),
        )
    with right:
        st.select_slider(
            _("Its rate λ"),
            with_value(REGULARIZATION_RATES, experiment.regularization_rate),
            format_func=plain,
            help=_("How high that price is. It counts once a regularization is chosen."),
            **bound(
                "regularization_rate",
                experiment.regularization_rate,
                disabled=regularizer.slope is None,
            ),
        )


def _dropout_and_clipping(experiment: Experiment) -> None:
    left, right = st.columns(2)
    with left:
        st.slider(
            _("Dropout"),
            LIMITS["dropout"].low,
            LIMITS["dropout"].high,
            step=0.05,
            format="percent",
            help=_(
                "Share of hidden neurons that fall silent at random in each update, so that none "
                "may rely on another. The others are scaled by 1 / (1 − p) to make up for it."
            ),
            **bound("dropout", experiment.dropout),
        )
    with right:
        st.select_slider(
            _("Clip gradient"),
            with_value(CLIPPING_NORMS, experiment.gradient_clipping),
            format_func=lambda norm: plain(norm) if norm else _("off"),
            help=_(
                "A gradient longer than this is shortened to it, so that no single step goes too "
                "far: g ← g · min(1, c / ‖g‖)."
            ),
            **bound("gradient_clipping", experiment.gradient_clipping),
        )


def _schedule(experiment: Experiment) -> None:
    left, right = st.columns(2)
    name = experiment.schedule
    schedule = SCHEDULES[name]
    with left:
        choice(
            _("Schedule"),
            "schedule",
            name,
            SCHEDULES,
            SCHEDULE_WORDS,
            _("How the learning rate changes with time t, in epochs."),
            about(SCHEDULE_WORDS, name, f"η(t) = η · ({schedule.formula})"),
        )
    with right:
        st.select_slider(
            _("Its epochs T"),
            with_value(SCHEDULE_LENGTHS, experiment.schedule_epochs),
            help=_("The time scale of the schedule, in passes over the training data."),
            **bound("schedule_epochs", experiment.schedule_epochs, disabled=schedule.is_constant),
        )
