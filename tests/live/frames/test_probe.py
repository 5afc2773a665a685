"""What is drawn on the pad goes through the network as any sample does."""

from base64 import b64encode

import numpy as np
import pytest

from nnviz.core.training.trainer import Trainer
from nnviz.data.real import records_of
from nnviz.experiment import Experiment
from nnviz.live.frames.frames import unpack
from nnviz.live.frames.probe import Probe, answers, probe
from nnviz.live.frames.requests import BadRequest
from nnviz.live.run.run import LiveRun
from nnviz.live.stream.feed import Feed

DIGITS = Experiment("digits")


def sheet_of(row: int) -> Probe:
    """A sample of the dataset, as a page would send it."""
    return Probe(np.rint(records_of("digits").values[row] / 16 * 255).astype(np.uint8).tobytes())


def test_answers_are_those_to_the_sample_itself() -> None:
    trainer = Trainer(DIGITS)
    trainer.epoch(5)
    found = answers(DIGITS, trainer.network, sheet_of(3))["answers"]
    inputs = records_of("digits").values[3:4] / 16
    expected = trainer.network.activations_of(inputs)[1:]
    assert found.dtype == np.float32
    np.testing.assert_allclose(found[:32], np.concatenate(expected[:2], axis=None), atol=0.02)
    np.testing.assert_allclose(found[32:], trainer.network.predict(inputs)[0], atol=0.02)
    assert found[32:].sum() == pytest.approx(1.0, abs=1e-5)
    assert found[32:].argmax() == records_of("digits").labels[3]


def test_pixels_that_are_no_inputs_do_not_matter() -> None:
    experiment = DIGITS.with_(features=("c20", "c30"))
    network = Trainer(experiment).network
    empty = answers(experiment, network, Probe(bytes(64)))["answers"]
    one = bytes(255 if pixel == 40 else 0 for pixel in range(64))
    np.testing.assert_array_equal(answers(experiment, network, Probe(one))["answers"], empty)


@pytest.mark.parametrize(
    ("dataset", "asked"),
    [
        ("digits", None),
        ("digits", Probe(bytes(63))),
        ("iris", Probe(bytes(4))),
        ("circle", Probe(b"")),
    ],
)
def test_where_there_is_no_such_picture_there_is_no_answer(
    dataset: str, asked: Probe | None
) -> None:
    experiment = Experiment(dataset)
    assert answers(experiment, Trainer(experiment).network, asked) == {}


def test_a_frame_carries_them_as_soon_as_they_are_asked_for() -> None:
    feed = Feed(LiveRun(DIGITS))
    assert "answers" not in unpack(feed.next()[-1])[2]
    assert feed.time_until_due() > 0
    feed.probe = sheet_of(0)
    assert feed.time_until_due() == 0
    assert unpack(feed.next()[-1])[2]["answers"].size == 42
    feed.probe = None
    assert "answers" not in unpack(feed.next()[-1])[2]


def test_requests_are_read() -> None:
    assert probe(None) is None
    assert probe(b64encode(bytes(range(64))).decode()) == Probe(bytes(range(64)))


@pytest.mark.parametrize("value", [3, [1], "é", "a", "AA*=", "A" * 92, {"a": 1}, True])
def test_garbage_is_refused(value: object) -> None:
    with pytest.raises(BadRequest, match="base64"):
        probe(value)
