"""Batches: every sample once in each pass, inputs beside their own targets."""

import numpy as np
import pytest

from nnviz.core.training.batches import Batches
from tests.core.run import Run

RUN = Run(n_train=24)


def make() -> Batches:
    network = RUN.make_network(np.random.default_rng(0), np.float64)
    return Batches(RUN.make_dataset(), network, np.random.default_rng(0))


@pytest.mark.parametrize("batch_size", [1, 7, 24])
def test_a_pass_holds_every_sample_once(batch_size: int) -> None:
    data, batches = RUN.make_dataset(), make()
    cut = batches.cut(0, batch_size)
    batches.begin()  # the views show the new order
    inputs = np.concatenate([inputs for inputs, _, _ in cut], axis=1)
    targets = np.concatenate([targets for _, targets, _ in cut], axis=1)
    assert len(cut) == -(-24 // batch_size)
    assert np.array_equal(inputs[-1], np.ones(24))
    seen = {(*x, *t) for x, t in zip(inputs[:-1].T.tolist(), targets.T.tolist(), strict=True)}
    there = zip(data.train_inputs.tolist(), data.train_targets.tolist(), strict=True)
    assert seen == {(*x, *t) for x, t in there}
    assert not np.array_equal(inputs[:-1].T, data.train_inputs)


def test_cutting_copies_nothing_and_may_start_midway() -> None:
    batches = make()
    whole, rest = batches.cut(0, 6), batches.cut(12, 6)
    assert len(rest) == 2
    assert all(
        np.shares_memory(ours[0], theirs[0]) for ours, theirs in zip(whole[2:], rest, strict=True)
    )
