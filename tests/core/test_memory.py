"""Training needs no more memory the longer it lasts."""

import gc
import tracemalloc

import pytest

from nnviz import Trainer
from tests.core.run import Run


@pytest.mark.parametrize("dropout", [0.0, 0.2])
def test_memory_does_not_grow_with_updates(dropout: float) -> None:
    tracemalloc.start()
    try:
        trainer = Trainer(Run(optimizer="adam", dropout=dropout))
        trainer.epoch(1200)  # past the first thinning of the history, with every buffer made
        gc.collect()
        before = tracemalloc.get_traced_memory()[0]
        trainer.epoch(1200)  # twice as far, where as many checkpoints are kept
        gc.collect()
        grown = tracemalloc.get_traced_memory()[0] - before
    finally:
        tracemalloc.stop()
    assert grown < 2_000  # bytes, over 4,800 updates


def test_a_long_pass_of_single_samples_stays_small() -> None:
    tracemalloc.start()
    try:
        trainer = Trainer(
            Run((2, *(16,) * 6, 1), ("tanh",) * 6 + ("linear",), batch_size=1, n_train=1800)
        )
        trainer.step(10)
        size = tracemalloc.get_traced_memory()[0]
    finally:
        tracemalloc.stop()
    assert size < 4_000_000
