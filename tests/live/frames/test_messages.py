"""Server, browser and description say one thing of what a message holds."""

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, is_typeddict

import numpy as np
import pytest

from nnviz.core.network.interventions import Interventions
from nnviz.data import DrawnSpec
from nnviz.experiment import Experiment
from nnviz.live.frames.frames import FRAME, SCENE, TRACE, unpack
from nnviz.live.frames.probe import Probe
from nnviz.live.frames.requests import TraceRequest
from nnviz.live.message_arrays import ArrayEntry
from nnviz.live.run.run import LiveRun
from nnviz.live.stream.feed import Feed
from tests.live.frames.generate import (
    DESCRIPTION,
    MESSAGES,
    TYPES,
    description,
    entries_of,
    typescript,
)

TITLES = {SCENE: "scene", FRAME: "frame", TRACE: "trace"}

#: Between them they have every array there is.
CASES: dict[str, dict[str, Any]] = {
    "two classes": {"dataset": "circle", "class_weights": "balanced"},
    "three classes": {"dataset": "blobs", "optimizer": "adamw", "dropout": 0.2},
    "a curve": {"dataset": "sine", "optimizer": "momentum"},
    "a table": {"dataset": "iris", "regularization": "l2", "regularization_rate": 0.1},
    "pictures": {"dataset": "digits"},
    "an explosion": {"dataset": "plane", "learning_rate": 10.0, "activation": "linear"},
}


def test_the_browsers_declarations_are_those_of_the_server() -> None:
    assert TYPES.read_text(encoding="utf-8") == typescript(), "see tests/live/frames/generate.py"


def test_the_description_is_that_of_the_server() -> None:
    text = DESCRIPTION.read_text(encoding="utf-8")
    assert text == description(text), "see tests/live/frames/generate.py"


DRAWINGS = [
    DrawnSpec.from_arrays(
        "binary",
        2,
        {"points": np.zeros((n, 2)), "labels": np.arange(n) % 2.0, "ranks": np.arange(n) / n},
    )
    for n in (4, 6)
]


def messages_of(name: str) -> Iterator[tuple[str, dict[str, Any], dict[str, Any]]]:
    """All kinds of messages, while a run goes on and much is asked of it."""
    run = LiveRun(Experiment(**CASES[name], hidden=(3, 2)))
    feed = Feed(run)
    n_inputs = run.trainer.network.layer_sizes[0]
    for turn in range(4):
        if turn == 1:
            feed.watch = (1, 0)
            feed.probe = Probe(bytes(n_inputs))
            run.spotlight = (0, 1)
            run.intervene(Interventions(frozenset({0, 5}), frozenset({(1, 1)})))
        if turn == 2:
            run.step(4)
            run.seek(min(3, run.timeline.head), 1.0)
            run.edit(0, 0.5)
        if turn == 3:
            feed.trace_request = TraceRequest(0, check=False)
        if turn > 1 and name == "two classes":
            run.draw(DRAWINGS[turn - 2])
        for message in feed.next():
            kind, header, arrays = unpack(message)
            yield TITLES[kind], header, arrays


def misfit(value: object, kind: Any) -> bool:
    """Whether a value that has come as JSON is none of a type."""
    origin, arguments = get_origin(kind), get_args(kind)
    if is_typeddict(kind):
        entries = {name: inner for name, inner, _ in entries_of(kind)}
        return (
            not isinstance(value, dict)
            or value.keys() != entries.keys()
            or any(misfit(value[name], inner) for name, inner in entries.items())
        )
    if origin in (Union, UnionType):
        return all(misfit(value, one) for one in arguments)
    if origin is Literal:
        return value not in arguments
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return value not in list(kind)
    if origin is tuple:
        return (
            not isinstance(value, list)
            or len(value) != len(arguments)
            or any(map(misfit, value, arguments))
        )
    if origin is Sequence:
        return not isinstance(value, list) or any(misfit(one, arguments[0]) for one in value)
    if origin is Mapping:
        return not isinstance(value, dict) or any(
            misfit(one, arguments[1]) for one in value.values()
        )
    allowed: tuple[type, ...] = (int, float) if kind is float else (kind,)
    return not isinstance(value, allowed) or (isinstance(value, bool) and kind is not bool)


def entry_for(name: str, entries: Sequence[ArrayEntry], moments: Sequence[str]) -> ArrayEntry:
    """What is said of an array of this name."""
    for entry in entries:
        layers = [entry.name.replace("{layer}", str(number)) for number in (1, 2, 3)]
        if name in layers + [entry.name.replace("{moment}", moment) for moment in moments]:
            return entry
    raise AssertionError(f"nothing is said of an array {name}")


#: What optimizers remember.
MOMENTS = ("m", "v")
TYPES_OF = {"f4": {"float32"}, "u1": {"uint8"}, "u1 or f4": {"uint8", "float32"}}


@pytest.mark.parametrize("name", CASES)
def test_what_is_sent_is_what_is_said(name: str) -> None:
    titles = set()
    for title, header, arrays in messages_of(name):
        titles.add(title)
        declared, entries = MESSAGES[title]
        kinds = {key: kind for key, kind, _ in entries_of(declared)}
        assert header.keys() == kinds.keys()
        assert [key for key, kind in kinds.items() if misfit(header[key], kind)] == []
        said = {key: entry_for(key, entries, MOMENTS) for key in arrays}
        for key, entry in said.items():
            assert arrays[key].dtype.name in TYPES_OF[entry.kind], key
        assert {one for one in entries if one.is_always_there} <= set(said.values())
    assert titles == {"scene", "frame", "trace"}


def test_nothing_is_said_of_what_is_never_sent() -> None:
    sent = {
        (title, entry_for(key, MESSAGES[title][1], MOMENTS).name)
        for name in CASES
        for title, _, arrays in messages_of(name)
        for key in arrays
    }
    said = {(title, one.name) for title, (_, arrays) in MESSAGES.items() for one in arrays}
    assert said - sent == {("trace", "numerical")}
