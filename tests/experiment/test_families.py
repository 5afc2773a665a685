"""Each family makes the networks that its fields describe, and the usual one is not named."""

import json
from dataclasses import fields

import numpy as np
import pytest
from numpy.typing import DTypeLike

from nnviz import Experiment, Network, Trainer
from nnviz.core.network.trainable import Trainable
from nnviz.core.settings import LIVE_FIELDS
from nnviz.core.timeline.timeline import Timeline
from nnviz.experiment.families import FAMILIES, USUAL_FAMILY, Description, Family
from nnviz.experiment.fields import rules_for
from nnviz.saving import RunFileProblem
from nnviz.saving.log import UNSAID, read_experiments, write_experiments
from nnviz.saving.run_file import SavedRun, write_run
from tests.core.bilinear import Bilinear

FIELDS = {field.name for field in fields(Experiment)}


@pytest.mark.parametrize("family", FAMILIES.values(), ids=FAMILIES)
def test_an_entry_has_rules_for_fields_of_an_experiment(family: Family[Trainable]) -> None:
    assert set(family.rules) <= FIELDS - LIVE_FIELDS
    assert family.rules.items() <= rules_for(Experiment().spec).items()


def test_the_network_is_the_one_described() -> None:
    experiment = Experiment(hidden=(5, 3), activation="relu", layer_activations=("sine",))
    network = experiment.make_network(np.random.default_rng(1), np.float64)
    assert isinstance(network, Network)
    assert network.layer_sizes == experiment.layer_sizes == (2, 5, 3, 1)
    assert network.activation_names == ("sine", "relu", "linear")
    again = experiment.make_network(np.random.default_rng(1), np.float64)
    np.testing.assert_array_equal(network.parameters, again.parameters)
    assert experiment.blank_network().dtype == np.float32
    trainer = Trainer(experiment)
    assert trainer.network.parameters.size == experiment.blank_network().parameters.size


def test_a_family_may_be_of_another_kind_of_network() -> None:
    def make(_: Description, rng: np.random.Generator, dtype: DTypeLike) -> Bilinear:
        return Bilinear(2, rng, dtype)

    family = Family("bilinear", {}, lambda _: None, make)
    network: Bilinear = family.make(Experiment(), np.random.default_rng(1), np.float32)
    families: list[Family[Trainable]] = [*FAMILIES.values(), family]
    assert network.width == 2
    assert len({one.name for one in families}) == len(families)


def test_the_usual_family_stands_in_no_address_and_in_no_file() -> None:
    experiment = Experiment(learning_rate=0.1)
    assert experiment.to_query() == {"learning_rate": "0.1"}
    assert "family" not in write_experiments([experiment, experiment.with_(seed=3)])[0]
    assert b'"family"' not in write_run(SavedRun.of(Timeline(experiment)))
    assert UNSAID["family"] == Experiment.family == USUAL_FAMILY


def test_what_is_written_without_it_is_read_as_the_usual_one() -> None:
    written = json.loads(json.dumps(write_experiments([Experiment(hidden=(3,))])))
    assert read_experiments(written) == [Experiment(hidden=(3,))]
    written[0]["family"] = "mlp"
    assert read_experiments(written) == [Experiment(hidden=(3,))]
    written[0]["family"] = "lstm"
    with pytest.raises(RunFileProblem):
        read_experiments(written)


def test_an_unknown_family_is_named_and_replaced() -> None:
    experiment, complaints = Experiment.from_query({"family": "lstm", "hidden": "3"})
    assert experiment == Experiment(hidden=(3,))
    (complaint,) = complaints
    assert (complaint.field, complaint.given, complaint.used) == ("family", "lstm", "mlp")
    with pytest.raises(ValueError, match="family must be from mlp"):
        Experiment(family="lstm")
