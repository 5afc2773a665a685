"""Training needs no more memory the longer it lasts."""

import gc
import pickle
import tracemalloc
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest

import nnviz
from nnviz import Network, Trainer
from nnviz.core.timeline.timeline import Timeline
from nnviz.core.training.checkpoints import MEMORY_LIMIT, MOST
from tests.core.run import Run
from tests.core.timeline.lines import arrive

#: What nnviz has asked for, by itself or through others.
OURS = tracemalloc.Filter(True, f"{Path(nnviz.__file__).parent}/*", all_frames=True)
#: Callers that are looked at for that.
DEPTH = 4


def traced_bytes() -> int:
    """What is held now of all that nnviz has asked for since tracing began."""
    gc.collect()
    traces = tracemalloc.take_snapshot().filter_traces([OURS]).traces
    return sum(trace.size for trace in traces)


def traced_and_grown(dropout: float) -> tuple[int, int]:
    """What a run holds once every buffer is made, and what comes to that in as many updates."""
    tracemalloc.start(DEPTH)
    trainer = Trainer(Run(optimizer="adam", dropout=dropout))
    trainer.epoch(2400)  # past the first thinnings of the history
    before = traced_bytes()
    trainer.epoch(2400)  # twice as far, where as many checkpoints are kept
    return before, traced_bytes() - before


@pytest.mark.parametrize("dropout", [0.0, 0.2])
def test_memory_does_not_grow_with_updates(dropout: float) -> None:
    # In a process of its own: what earlier tests have left here asks for some, too.
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        before, grown = pool.submit(traced_and_grown, dropout).result()
    assert before > 10_000  # bytes: it is traced
    assert grown < 2_000  # over 9,600 updates


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


def kept_bytes(timeline: Timeline[Network]) -> int:
    """What the checkpoints hold, all that hangs on them included."""
    return len(pickle.dumps(timeline.trainer.checkpoints))


def test_memory_is_bounded_over_a_million_updates() -> None:
    timeline = Timeline(Run((2, 1, 1), ("tanh", "linear"), batch_size=0, n_train=4))
    for _ in range(20):
        timeline.step(50_000)
        assert len(timeline.trainer.checkpoints) <= MOST
        assert kept_bytes(timeline) < MEMORY_LIMIT
    arrive(timeline, 499_999)
    assert timeline.head == 1_000_000
    assert kept_bytes(timeline) < MEMORY_LIMIT


def test_memory_is_bounded_for_the_largest_network() -> None:
    run = Run(
        (2, *(16,) * 6, 1), ("tanh",) * 6 + ("linear",), optimizer="adam", batch_size=0, n_train=4
    )
    timeline = Timeline(run)
    for _ in range(8):
        timeline.step(100)
        # Twice, as each may hold on to an older, healthy one.
        assert kept_bytes(timeline) < 2 * MEMORY_LIMIT
