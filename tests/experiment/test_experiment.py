"""An experiment is valid or refused by name; its URL brings it back; no URL breaks it."""

from dataclasses import fields
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnviz.core.functions.activations import ACTIVATIONS
from nnviz.core.functions.initializers import INITIALIZERS
from nnviz.core.functions.losses import LOSSES
from nnviz.core.functions.regularizers import REGULARIZERS
from nnviz.core.functions.schedules import SCHEDULES
from nnviz.core.optimizers.optimizers import OPTIMIZERS
from nnviz.data import DATASETS
from nnviz.data.division.targets import LOSSES_OF_TASK
from nnviz.experiment import LIMITS, LIVE_FIELDS, MAX_LAYERS, MAX_NEURONS, Experiment
from nnviz.experiment.complaints import LONGEST_SHOWN, REASONS
from nnviz.experiment.fields import points_limit

FIELDS = [field.name for field in fields(Experiment)]


@st.composite
def experiments(draw: st.DrawFn) -> Experiment:
    """Any valid experiment, each field either left alone or drawn from all that it may be."""
    dataset = draw(st.sampled_from(sorted(DATASETS)))
    spec = DATASETS[dataset]
    choices: dict[str, st.SearchStrategy[Any]] = {
        field: st.integers(int(limit.low), int(limit.high))
        if limit.whole
        else st.floats(limit.low, limit.high)
        for field, limit in LIMITS.items()
    }
    if not spec.is_generated:
        limit = points_limit(spec)
        choices["n_points"] = st.integers(int(limit.low), int(limit.high))
        choices["noise"] = st.just(0.0)
    hidden = draw(st.lists(st.integers(1, MAX_NEURONS), max_size=MAX_LAYERS))
    overrides = st.lists(st.sampled_from(["", *ACTIVATIONS]), max_size=len(hidden))
    choices |= {
        "features": st.lists(st.sampled_from(sorted(spec.features)), min_size=1),
        "activation": st.sampled_from(sorted(ACTIVATIONS)),
        "layer_activations": overrides,
        "initializer": st.sampled_from(sorted(INITIALIZERS)),
        "loss": st.sampled_from(LOSSES_OF_TASK[spec.task]),
        "optimizer": st.sampled_from(sorted(OPTIMIZERS)),
        "regularization": st.sampled_from(sorted(REGULARIZERS)),
        "schedule": st.sampled_from(sorted(SCHEDULES)),
    }
    values = draw(st.fixed_dictionaries({}, optional=choices))
    return Experiment(dataset=dataset, hidden=tuple(hidden), **values)


texts = st.one_of(
    st.text(max_size=30),
    st.sampled_from([*DATASETS, *ACTIVATIONS, *LOSSES]),
    st.sampled_from(
        ["", "all", "none", "nan", "-inf", "1e999", "0", "-1", "3", "9" * 5000, "{0}", "x1,x"]
    ),
    st.sampled_from(["x,,x", "4,2", "0,99", "relu,,tanh,elu", "1,2,3,4,5,6,7"]),
    st.integers().map(str),
    st.floats().map(str),
)


@given(experiments())
def test_url_brings_the_experiment_back(experiment: Experiment) -> None:
    query = experiment.to_query()
    assert Experiment.from_query(query) == (experiment, [])
    assert set(query) <= set(FIELDS)


@given(experiments())
def test_url_names_only_what_differs(experiment: Experiment) -> None:
    default = Experiment(dataset=experiment.dataset)
    query = experiment.to_query()
    for field in FIELDS[1:]:
        assert (field in query) == (getattr(experiment, field) != getattr(default, field))


@given(st.dictionaries(st.one_of(st.sampled_from(FIELDS), st.text()), texts))
def test_any_query_gives_a_valid_experiment(query: dict[str, str]) -> None:
    experiment, complaints = Experiment.from_query(query)
    assert Experiment.from_query(experiment.to_query()) == (experiment, [])
    for complaint in complaints:
        assert complaint.field in query
        assert complaint.reason in REASONS
        assert len(complaint.given) <= LONGEST_SHOWN
        assert complaint.used in complaint.message()
        # What was used, given instead, is nothing to complain about.
        again, _ = Experiment.from_query(query | {c.field: c.used for c in complaints})
        assert again == experiment


@given(experiments(), st.sampled_from(sorted(DATASETS)))
def test_any_dataset_can_follow_any_other(experiment: Experiment, dataset: str) -> None:
    changed = experiment.with_(dataset=dataset)
    assert changed.dataset == dataset
    assert changed.hidden == experiment.hidden
    assert changed.learning_rate == experiment.learning_rate


@given(experiments())
def test_shapes_agree_with_the_data(experiment: Experiment) -> None:
    assert len(experiment.activations) == len(experiment.layer_sizes) - 1
    assert experiment.layer_sizes[1:-1] == experiment.hidden
    small = experiment.with_(n_points=20).make_dataset()
    assert small.train_inputs.shape[1] == experiment.layer_sizes[0]
    assert small.train_targets.shape[1] == experiment.layer_sizes[-1]


def test_defaults_need_no_url() -> None:
    assert Experiment().to_query() == {}
    assert Experiment.from_query({}) == (Experiment(), [])
    for dataset in list(DATASETS)[1:]:
        assert Experiment(dataset).to_query() == {"dataset": dataset}


def test_url_looks_as_people_write_it() -> None:
    experiment = Experiment(
        "spiral",
        hidden=(8, 8),
        layer_activations=("", "relu"),
        learning_rate=1.0,
        batch_size=0,
        features=("sin_x1", "x1"),
    )
    assert experiment.to_query() == {
        "dataset": "spiral",
        "features": "x1,sin_x1",
        "hidden": "8,8",
        "layer_activations": ",relu",
        "learning_rate": "1",
        "batch_size": "all",
    }
    assert Experiment(hidden=()).to_query() == {"hidden": "none"}
    assert Experiment.from_query({"hidden": " 3 , 2 ", "noise": "0.20"}) == (
        Experiment(hidden=(3, 2), noise=0.2),
        [],
    )


REFUSED = [
    {"dataset": "nothing"},
    {"dataset": None},
    {"n_points": 19},
    {"n_points": 30.0},
    {"n_points": True},
    {"noise": "0.1"},
    {"noise": float("nan")},
    {"train_share": 1.01},
    {"features": ()},
    {"features": ("x",)},
    {"features": "x1"},
    {"features": 3},
    {"hidden": 8},
    {"hidden": (True,)},
    {"hidden": (0,)},
    {"hidden": (2.0,)},
    {"hidden": (1,) * 7},
    {"activation": None},
    {"layer_activations": None},
    {"layer_activations": ("", "", "relu")},
    {"loss": "softmax_cross_entropy"},
    {"learning_rate": 11},
    {"seed": -1},
]


@pytest.mark.parametrize("values", REFUSED, ids=str)
def test_wrong_value_is_refused_by_name(values: dict[str, Any]) -> None:
    (field,) = values
    with pytest.raises(ValueError, match=f"^{field} must .*"):
        Experiment(**values)


def test_one_form_for_equal_experiments() -> None:
    values: dict[str, Any] = {
        "features": ["x2", "x1", "x2"],
        "hidden": [4, 2],
        "layer_activations": ["relu", ""],
        "learning_rate": 1,
        "seed": np.int64(7),
    }
    one = Experiment(**values)
    assert one == Experiment(layer_activations=("relu",), learning_rate=1.0)
    assert hash(one) == hash(Experiment(layer_activations=("relu",), learning_rate=1.0))
    assert isinstance(one.learning_rate, float)
    assert type(one.seed) is int


def test_new_dataset_brings_what_it_suggests() -> None:
    line = Experiment(learning_rate=0.1, hidden=(3,)).with_(dataset="line")
    assert line == Experiment("line", learning_rate=0.1, hidden=(3,))
    assert (line.n_points, line.noise, line.features, line.loss) == (100, 0.5, ("x",), "mse")


def test_new_dataset_keeps_what_was_chosen_and_still_fits() -> None:
    chosen = Experiment(noise=0.2, features=("x1",), loss="huber")
    assert chosen.with_(dataset="xor") == Experiment(
        "xor", noise=0.2, features=("x1",), loss="huber"
    )
    assert chosen.with_(dataset="blobs") == Experiment("blobs", noise=0.2, features=("x1",))
    assert chosen.with_(dataset="xor", noise=None, loss="mse").noise == 0.0
    with pytest.raises(ValueError, match="dataset must be"):
        chosen.with_(dataset="nothing")


def test_fewer_layers_lose_their_activations() -> None:
    deep = Experiment(hidden=(4, 4, 4), layer_activations=("", "relu", "elu"))
    assert deep.activations == ("tanh", "relu", "elu", "linear")
    assert deep.with_(hidden=(4, 4)).layer_activations == ("", "relu")
    assert deep.with_(hidden=(4,)).layer_activations == ()
    assert deep.with_(hidden=(4,) * 5).activations[:4] == ("tanh", "relu", "elu", "tanh")


def test_live_fields_are_fields() -> None:
    assert set(FIELDS) > LIVE_FIELDS
    assert set(LIMITS) < set(FIELDS)


def test_losses_offered_are_known_to_the_core() -> None:
    for dataset in DATASETS:
        assert set(Experiment(dataset).losses_offered) <= set(LOSSES)


def test_input_matrix_has_a_column_for_each_feature() -> None:
    experiment = Experiment(features=("x1", "x1_squared", "sin_x2"))
    data = experiment.make_dataset()
    inputs = experiment.input_matrix(data.train_points)
    assert (inputs == data.train_inputs).all()
