"""Runs that go to and fro, and all that can be done to one."""

from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from nnviz import Network
from nnviz.core.functions.regularizers import REGULARIZERS
from nnviz.core.functions.schedules import SCHEDULES
from nnviz.core.network.interventions import Interventions
from nnviz.core.optimizers.optimizers import OPTIMIZERS
from nnviz.core.timeline.changes import Intervene, Reconfigure, Redraw, SetParameter, Teach
from nnviz.core.timeline.timeline import Timeline
from nnviz.core.training.trainer import Trainer
from tests.core.run import Run

RUN = Run(dropout=0.1)
N_PARAMETERS = Trainer(RUN).network.parameters.size


def state_of(trainer: Trainer[Network]) -> dict[str, Any]:
    """Everything that what follows depends on, and all that a chart shows."""
    return {
        "experiment": trainer.experiment,
        "hold": trainer.interventions,
        "counters": (trainer.step_count, trainer.epoch_count, trainer.epoch_progress),
        "rate": trainer.learning_rate,
        "parameters": trainer.network.parameters.tobytes(),
        "slots": [slot.tobytes() for slot in trainer._state.optimizer.slots],
        "generators": [repr(rng.bit_generator.state) for rng in trainer._state.generators],
        "order": trainer._state.batches.order.tobytes(),
        "history": trainer.history.records.tobytes(),
        "flow": trainer.flow.records.tobytes(),
    }


def replayed(timeline: Timeline[Network]) -> Timeline[Network]:
    """A fresh run along the same line, without ever going back."""
    fresh = Timeline(timeline.first_experiment)
    fresh.extend(timeline.trainer.step_count, timeline.log[: timeline._done])
    fresh.seek(timeline.trainer.step_count)
    while fresh.target is not None:
        fresh.replay(1000)
    return fresh


def arrive(timeline: Timeline[Network], step: int) -> None:
    timeline.seek(step)
    while timeline.target is not None:
        timeline.replay(7)


live_settings = st.fixed_dictionaries(
    {},
    optional={
        "learning_rate": st.sampled_from([0.001, 0.03, 0.3, 30.0]),
        "batch_size": st.sampled_from([0, 1, 3, 10, 24]),
        "optimizer": st.sampled_from(list(OPTIMIZERS)),
        "dropout": st.sampled_from([0.0, 0.4]),
        "regularization": st.sampled_from(list(REGULARIZERS)),
        "regularization_rate": st.sampled_from([0.0, 0.01]),
        "gradient_clipping": st.sampled_from([0.0, 0.1]),
        "schedule": st.sampled_from(list(SCHEDULES)),
    },
)
hidden_neurons = [(layer, i) for layer in (1, 2) for i in range(RUN.layer_sizes[layer])]
actions = st.one_of(
    st.tuples(st.just("step"), st.integers(1, 40)),
    st.tuples(st.just("epoch"), st.none()),
    st.tuples(st.just("configure"), live_settings),
    st.tuples(
        st.just("edit"), st.tuples(st.integers(0, N_PARAMETERS - 1), st.floats(-3, 3, width=32))
    ),
    st.tuples(
        st.just("hold"),
        st.builds(
            Interventions,
            st.frozensets(st.integers(0, N_PARAMETERS - 1), max_size=4),
            st.frozensets(st.sampled_from(hidden_neurons), max_size=2),
        ),
    ),
    # The fewer training samples there are, the fewer can be taught; the last data have one.
    st.tuples(st.just("redraw"), st.integers(0, 5)),
    st.tuples(st.just("teach"), st.integers(0, 23)),
    st.tuples(st.just("rewind"), st.floats(0, 1)),
    st.tuples(st.just("fork"), st.none()),
)


def perform(timeline: Timeline[Network], action: str, value: Any) -> None:
    trainer = timeline.trainer
    match action:
        case "step":
            timeline.step(value)
        case "epoch":
            timeline.epoch()
        case "configure":
            timeline.change(Reconfigure(replace(trainer.experiment, **value)))
        case "edit":
            timeline.change(SetParameter(*value))
        case "hold":
            timeline.change(Intervene(value))
        case "redraw":
            timeline.change(Redraw(replace(trainer.experiment, dataset=value)))
        case "teach":
            timeline.change(Teach(value % len(trainer.dataset.train_inputs)))
        case "rewind":
            arrive(timeline, round(value * timeline.head))
        case "fork":
            timeline.fork()


EXPLODING = Run((2, 1), ("linear",), learning_rate=1.5, batch_size=0)
