"""Own data are known by the name of their content for as long as somebody has them."""

import gc

import numpy as np
import pytest

from nnviz.data import TableSpec, find, own_table, register
from nnviz.data.specs import registry as held
from nnviz.data.tables import Column, Recipe, Records
from nnviz.experiment import Experiment

RECIPE = Recipe((Column("size"), Column("colour", "category", ("red", "blue"))), "y", "regression")


def spec_of(seed: int, n: int = 30) -> TableSpec:
    rng = np.random.default_rng(seed)
    values = np.column_stack([rng.normal(size=n), rng.integers(0, 2, n)])
    return own_table(Records(RECIPE, values, rng.normal(size=n)))


def test_the_same_content_has_one_name_and_one_spec() -> None:
    one, other = spec_of(1), spec_of(1)
    assert one.name == other.name != spec_of(2).name
    assert register(one) is register(other) is find(one.name)


def test_an_experiment_keeps_its_data() -> None:
    experiment = Experiment(register(spec_of(3)).name)
    for seed in range(100, 100 + held.MOST_KEPT):
        register(spec_of(seed))
    gc.collect()
    assert find(experiment.dataset) is experiment.spec
    assert experiment.layer_sizes[0] == 3
    assert Experiment.from_query(experiment.to_query()) == (experiment, [])


def test_data_that_nobody_has_are_gone_and_the_address_says_so() -> None:
    name = register(spec_of(4)).name
    for seed in range(200, 200 + held.MOST_KEPT):
        register(spec_of(seed))
    gc.collect()
    assert find(name) is None
    with pytest.raises(ValueError, match="dataset must be"):
        Experiment(name)
    experiment, complaints = Experiment.from_query({"dataset": name})
    assert experiment == Experiment()
    assert "does not have them" in complaints[0].message()


def test_large_data_are_not_kept_for_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(held, "MOST_NUMBERS", 1000)
    name = register(spec_of(5, n=300)).name
    register(spec_of(6, n=300))
    gc.collect()
    assert find(name) is None
