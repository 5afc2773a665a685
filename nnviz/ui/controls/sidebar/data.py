"""What to learn from: the dataset, how much of it, and what of it the network is shown."""

import re
from typing import Any

import streamlit as st

from nnviz.data import DATASETS
from nnviz.data.generated.curves import CURVE_NAMES, POLYNOMIAL
from nnviz.experiment import LIMITS, Experiment
from nnviz.experiment.fields import points_limit, rules_for
from nnviz.experiment.query import write_value
from nnviz.ui.common.fragments import fragment
from nnviz.ui.components.cards import cards
from nnviz.ui.controls.sidebar.choice import choice
from nnviz.ui.controls.sidebar.field import bound
from nnviz.ui.controls.sidebar.fold import fold
from nnviz.ui.controls.sidebar.section import section
from nnviz.ui.controls.sidebar.table import preparation_controls, table_inputs
from nnviz.ui.text.language import _
from nnviz.ui.text.words import about, label
from nnviz.ui.text.words.data import CURVE_WORDS, DATASET_WORDS, GROUP_WORDS, REAL_DATA
from nnviz.ui.upload import own_data
from nnviz.ui.visit.session import current

PICKER = "dataset-cards"


@fragment(key="data")
def data_controls() -> None:
    """Everything that decides on the data; any change of it restarts training."""
    exercise = current().exercise
    if exercise.hides("data"):
        return
    experiment = current().experiment
    section(_("Data"), "data", live=False)
    cards(
        _("Dataset"),
        dataset_groups(),
        experiment.dataset,
        key=PICKER,
        on_pick=_pick,
        disabled=exercise.locks("dataset"),
    )
    # What not all data have, has a place of its own: no list below is closed as it comes or goes.
    with st.container():
        _own_drawing(experiment)
    _other_data(experiment)
    with st.container():
        _kind(experiment)
    _noise_and_points(experiment)
    if experiment.spec.has_columns:
        with fold(_("Training share, seed"), "fold-data", ("train_share",)):
            _share_and_seed(experiment)
        table_inputs(experiment, choose_features)
        preparation_controls(experiment)
    else:
        with fold(_("Training share, seed, inputs"), "fold-data", ("train_share",)):
            _share_and_seed(experiment)
            _inputs(experiment)


def _own_drawing(experiment: Experiment) -> None:
    """Which of the cards is chosen, where it is none."""
    if experiment.spec.is_drawn:
        st.markdown(
            _(":material/draw: **Your drawing**, {count} points").format(count=experiment.n_points)
        )


def _kind(experiment: Experiment) -> None:
    """How many classes there are, or what divides them, where that can be chosen."""
    if experiment.spec.classes_vary:
        st.slider(
            _("Classes"),
            *_whole("n_classes"),
            help=_("How many clouds there are, each a class of its own."),
            **bound("n_classes", experiment.n_classes),
        )
    if experiment.spec.curves_vary:
        _curve(experiment)


def _other_data(experiment: Experiment) -> None:
    """People's own tables, and other points of the same kind, on one line."""
    left, right = st.columns([5, 1], vertical_alignment="bottom")
    if not current().exercise.locks("dataset"):
        with left:
            own_data(experiment)
    # The points of a drawing are those that were drawn, whatever the seed.
    if experiment.spec.is_divisible:
        right.button(
            _("New data"),
            key="new_data",
            icon=":material/casino:",
            help=_("New data: other points of the same kind"),
            on_click=_new_data,
            disabled=current().exercise.locks("data_seed"),
            width="stretch",
        )


def _curve(experiment: Experiment) -> None:
    """Which curve divides the points and, of a polynomial, its coefficients."""
    is_own = experiment.curve == POLYNOMIAL
    left, right = st.columns(2) if is_own else (st.container(), None)
    with left:
        choice(
            _("Curve"),
            "curve",
            experiment.curve,
            CURVE_NAMES,
            CURVE_WORDS,
            _("Class 1 is above it, class 0 below: x₂ > f(x₁)."),
            about(CURVE_WORDS, experiment.curve),
        )
    if right is not None:
        right.text_input(
            _("Its coefficients"),
            help=_(
                "The numbers before 1, x, x² and so on, up to x⁵. -3, 0, 0.5 is −3 + 0.5 x². Both "
                "sides need room in the picture, which reaches from −5 to 5."
            ),
            **bound(
                "coefficients",
                write_value(experiment.spec, "coefficients", experiment.coefficients),
                _choose_coefficients,
            ),
        )


def _choose_coefficients(text: str) -> None:
    rule = rules_for(current().experiment.spec)["coefficients"]
    if ";" in text:
        # Beside semicolons, a comma within a number is the decimal sign: 1,5; 0; 2.
        text = re.sub(r"(?<=\d),(?=\d)", ".", text).replace(";", ",")
    coefficients, problem = rule.read(text)
    if problem is None:
        current().change(coefficients=coefficients)
    else:
        current().tell(
            _(
                "That is no curve through the picture, so nothing was changed. Write numbers with "
                "commas between them, as in -3, 0, 0.5."
            )
        )


def _noise_and_points(experiment: Experiment) -> None:
    generated = experiment.spec.is_generated
    left, right = st.columns(2) if generated else (None, st.container())
    if left is not None:
        left.slider(
            _("Noise"),
            LIMITS["noise"].low,
            LIMITS["noise"].high,
            step=0.05,
            help=_("How far points are pushed away from where they belong, 0 to 0.5."),
            **bound("noise", experiment.noise),
        )
    limit = points_limit(experiment.spec)
    if limit.low < limit.high:
        right.slider(
            _("Points") if generated else _("Rows"),
            int(limit.low),
            int(limit.high),
            step=10 if generated else 1,
            help=_("All points together, those for training and those for the test.")
            if generated
            else _("So many rows of the table, those for training and those for the test."),
            **bound("n_points", experiment.n_points),
        )


def _share_and_seed(experiment: Experiment) -> None:
    left, right = st.columns(2)
    with left:
        st.slider(
            _("For training"),
            LIMITS["train_share"].low,
            LIMITS["train_share"].high,
            step=0.05,
            format="percent",
            help=_(
                "The share of the points that the network learns from. It never sees the others: "
                "they test whether it has understood or only memorised. At 100% there are no "
                "others, and nothing is tested."
            ),
            **bound("train_share", experiment.train_share),
        )
    if not experiment.has_test:
        st.caption(_("All points are for training: nothing is left to test with."))
    if not experiment.spec.is_divisible:
        return
    with right:
        st.number_input(
            _("Data seed"),
            *_whole("data_seed"),
            help=_("The same seed always gives the same points."),
            **bound("data_seed", experiment.data_seed),
        )


def _inputs(experiment: Experiment) -> None:
    features = experiment.spec.features
    st.pills(
        _("Inputs"),
        list(features),
        selection_mode="multi",
        format_func=lambda name: features[name].label,
        help=_(
            "What the network is shown of each point. Some problems are easy with the right input: "
            "try x₁² and x₂² on the circle. A click on a tile in the picture does the same."
        ),
        **bound("features", list(experiment.features), choose_features),
    )


def choose_features(names: list[str]) -> None:
    """Show these inputs to the network, of which there must be one at least."""
    session = current()
    if names:
        session.change(features=tuple(names))
    else:
        session.tell(_("The network needs at least one input."))


def _pick() -> None:
    picked: Any = st.session_state[PICKER]["picked"]
    if picked in DATASETS:
        current().change(dataset=picked)


def _new_data() -> None:
    session = current()
    seeds = int(LIMITS["data_seed"].high) + 1
    session.change(data_seed=(session.experiment.data_seed + 1) % seeds)


def _whole(field: str) -> tuple[int, int]:
    return int(LIMITS[field].low), int(LIMITS[field].high)


def dataset_groups() -> dict[str, list[tuple[str, str, str]]]:
    """Heading to its datasets, each as (name, label, one sentence about it).

    In the order in which the headings have words, so that few lines of cards hold them all.
    """
    groups: dict[str, list[tuple[str, str, str]]] = {_(title): [] for title in GROUP_WORDS.values()}
    for name, spec in DATASETS.items():
        kind = (spec.task, spec.dimension) if spec.is_generated else REAL_DATA
        heading = _(GROUP_WORDS[kind]) if kind in GROUP_WORDS else spec.task
        card = (name, label(DATASET_WORDS, name), about(DATASET_WORDS, name))
        groups.setdefault(heading, []).append(card)
    return groups
