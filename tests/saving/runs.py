"""Runs to save: of any kind, and what a person may have done in them."""

from contextlib import suppress
from functools import cache
from typing import Any

import numpy as np
from hypothesis import strategies as st

from nnviz import Network
from nnviz.core.functions.schedules import SCHEDULES
from nnviz.core.network.interventions import Interventions
from nnviz.core.optimizers.optimizers import OPTIMIZERS
from nnviz.core.timeline.changes import Intervene, Reconfigure, SetParameter, Teach
from nnviz.core.timeline.timeline import Timeline
from nnviz.core.training.divergence import Diverged
from nnviz.data import DATASETS, TableSpec, own_table, register
from nnviz.data.tables import Column, Recipe, Records
from nnviz.experiment import Experiment
from tests.core.timeline.lines import arrive

RECIPE = Recipe(
    (Column("size"), Column("colour", "category", ("red", "blue", "green"))),
    "price",
    "regression",
)


@cache
def own() -> TableSpec:
    """Somebody's own table, with a value that is missing."""
    rng = np.random.default_rng(1)
    values = np.column_stack([rng.normal(size=40), rng.integers(0, 3, 40)])
    values[3, 0] = np.nan
    return own_table(Records(RECIPE, values, rng.normal(size=40), 2))


live_settings = st.fixed_dictionaries(
    {},
    optional={
        "learning_rate": st.sampled_from([0.001, 0.1, 10.0]),
        "batch_size": st.sampled_from([0, 1, 7, 30]),
        "optimizer": st.sampled_from(list(OPTIMIZERS)),
        "dropout": st.sampled_from([0.0, 0.3]),
        "schedule": st.sampled_from(list(SCHEDULES)),
        "gradient_clipping": st.sampled_from([0.0, 0.5]),
    },
)


@st.composite
def experiments(draw: st.DrawFn) -> Experiment:
    """Any experiment that is soon trained."""
    register(own())
    name = draw(st.sampled_from([*(name for name in DATASETS if name != "digits"), own().name]))
    base = Experiment(name)
    if base.spec.is_generated:
        base = base.with_(n_points=40)
    hidden = draw(st.lists(st.integers(1, 4), max_size=2))
    changes = draw(live_settings) | {"hidden": hidden, "seed": draw(st.integers(0, 3))}
    return base.with_(**changes, loss=draw(st.sampled_from(base.losses_offered)))


places = st.floats(0, 1, exclude_max=True)
actions = st.one_of(
    st.tuples(st.just("step"), st.integers(1, 60)),
    st.tuples(st.just("configure"), live_settings),
    st.tuples(st.just("edit"), st.tuples(places, st.floats(-3, 3, width=32))),
    st.tuples(st.just("freeze"), places),
    st.tuples(st.just("silence"), places),
    st.tuples(st.just("teach"), places),
    st.tuples(st.just("rewind"), places),
    st.tuples(st.just("fork"), st.none()),
)


def perform(timeline: Timeline[Network], action: str, value: Any) -> None:
    """Do it; what comes to grief is left as it is then."""
    with suppress(Diverged):
        _perform(timeline, action, value)


def _perform(timeline: Timeline[Network], action: str, value: Any) -> None:
    trainer = timeline.trainer
    n, held = trainer.network.parameters.size, trainer.interventions
    match action:
        case "step":
            timeline.step(value)
        case "configure":
            experiment = trainer.experiment
            assert isinstance(experiment, Experiment)
            timeline.change(Reconfigure(experiment.with_(**value)))
        case "edit":
            timeline.change(SetParameter(int(value[0] * n), value[1]))
        case "freeze":
            timeline.change(Intervene(Interventions(held.frozen ^ {int(value * n)}, held.silenced)))
        case "silence" if len(trainer.network.layer_sizes) > 2:
            neuron = 1, int(value * trainer.network.layer_sizes[1])
            timeline.change(Intervene(Interventions(held.frozen, held.silenced ^ {neuron})))
        case "teach":
            timeline.change(Teach(int(value * len(trainer.dataset.train_inputs))))
        case "rewind":
            arrive(timeline, round(value * timeline.head))
        case "fork":
            timeline.fork()


def lived(experiment: Experiment) -> Timeline[Network]:
    """A run in which everything has happened that can, gone back in the middle of a pass."""
    timeline = Timeline(experiment)
    for action in (
        ("step", 150),
        ("edit", (0.3, 1.5)),
        ("freeze", 0.1),
        ("step", 40),
        ("rewind", 0.5),
        ("fork", None),
        ("silence", 0.0),
        ("configure", {"optimizer": "adam", "dropout": 0.2}),
        ("teach", 0.5),
        ("step", 61),
        ("rewind", 0.9),
    ):
        perform(timeline, *action)
    return timeline
