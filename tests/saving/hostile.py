"""Run files that are meant to do harm, each made when it is asked for.

Some are refused; others are what they say, only as large and as costly as they may be. Either way
they must take little of the server, see `benchmarks/hostile.py`.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from typing import Any

import numpy as np

from nnviz import Network
from nnviz.core.network.interventions import Interventions
from nnviz.core.timeline.changes import Entry, Intervene, Reconfigure, Redraw, SetParameter, Teach
from nnviz.core.timeline.snapshot import Snapshot
from nnviz.core.timeline.timeline import LOG_LIMIT, REDRAW_LIMIT, Timeline
from nnviz.data import DrawnSpec, TableSpec, own_table, register
from nnviz.data.tables import Column, Recipe, Records
from nnviz.data.tables.limits import MAX_INPUTS, MAX_ROWS
from nnviz.experiment import Experiment
from nnviz.saving import SavedRun, archive, write_run
from nnviz.saving.log import MOST_AT_ONE_PLACE
from nnviz.saving.run_file import MOST_HEADER
from tests.saving import zips
from tests.saving.zips import Member, zip_of

#: Bytes of the largest file that is looked at, and of what may be in one.
SIZE, UNPACKED = archive.MOST_BYTES, archive.MOST_UNPACKED


@dataclass(frozen=True)
class HostileRun:
    """One file.

    Attributes
    ----------
    name
    make
        Gives its content.
    opens
        Whether it is what it says.
    """

    name: str
    make: Callable[[], bytes]
    opens: bool = False


@cache
def parts() -> tuple[dict[str, Any], Mapping[str, Any]]:
    """Header and arrays of a harmless run, which are not to be changed."""
    timeline = Timeline(Experiment("moons", hidden=(3, 2)))
    timeline.step(150)
    with np.load(BytesIO(write_run(SavedRun.of(timeline))), allow_pickle=False) as file:
        arrays = {name: file[name] for name in file.files}
    return json.loads(arrays.pop("header").tobytes()), arrays


def packed(header: Mapping[str, Any] | bytes, arrays: Mapping[str, Any]) -> bytes:
    """A file with this header."""
    text = header if isinstance(header, bytes) else json.dumps(header).encode()
    return archive.pack({"header": np.frombuffer(text, np.uint8), **arrays})


def with_header(**values: Any) -> bytes:
    """The harmless run, saying something else."""
    header, arrays = parts()
    return packed(header | values, arrays)


def with_array(name: str, array: Any) -> Callable[[], bytes]:
    """The harmless run with another array."""
    return lambda: packed(parts()[0], {**parts()[1], name: array()})


def header_of(item: str) -> Callable[[], bytes]:
    """A header that is as long as it may be, of one item again and again."""

    def make() -> bytes:
        count = (MOST_HEADER - 2) // (len(item) + 1)
        return packed(f"[{','.join([item] * count)}]".encode(), parts()[1])

    return make


def changed(**changes: Any) -> Callable[[], bytes]:
    """A run whose standing says something else, written by the program itself."""

    def make() -> bytes:
        timeline = Timeline(Experiment("moons", hidden=(16,) * 6))
        saved = SavedRun.of(timeline)
        given = {name: value() for name, value in changes.items()}
        snapshot = Snapshot(**{**vars(saved.snapshot), **given})
        return write_run(SavedRun(snapshot, None))

    return make


def settings_log(count: int) -> Callable[[], tuple[Entry[Network], ...]]:
    """So many changes at one place, none of which replaces another."""

    def make() -> tuple[Entry[Network], ...]:
        first = Experiment("moons", hidden=(16,) * 6)
        kinds = [first.with_(optimizer=optimizer) for optimizer in ("adam", "sgd")]
        return tuple(Entry(0, Reconfigure(kinds[i % 2])) for i in range(count))

    return make


def different_settings() -> tuple[Entry[Network], ...]:
    """As many different experiments as a log can hold."""
    first = Experiment("moons", hidden=(16,) * 6)
    return tuple(
        Entry(i, Reconfigure(first.with_(learning_rate=0.01 + i * 1e-6))) for i in range(LOG_LIMIT)
    )


def holds_log() -> tuple[Entry[Network], ...]:
    """All that can be held still, a little differently each time."""
    all_of_it = frozenset(range(1300))
    return tuple(Entry(0, Intervene(Interventions(all_of_it - {i}))) for i in range(1300))


def data_and_teach(count: int) -> Callable[[], tuple[Entry[Network], ...]]:
    """Other data and an update on one sample of them, again and again."""

    def make() -> tuple[Entry[Network], ...]:
        first = Experiment("moons", hidden=(16,) * 6, n_points=2000)
        entries = []
        for i in range(count):
            redraw = Redraw(first.with_(n_points=1999 - i % 1900, noise=(1 + i % 97) / 200))
            entries += [Entry(i, redraw), Entry(i, Teach(i % 5))]
        return tuple(entries)

    return make


def edits_log() -> tuple[Entry[Network], ...]:
    """Every parameter set by hand at one place."""
    return tuple(Entry(0, SetParameter(i % 1300, 1e-3 * (i % 7))) for i in range(LOG_LIMIT))


def saved_run(experiment: Experiment) -> bytes:
    """A run as it begins."""
    return write_run(SavedRun.of(Timeline(experiment)))


def largest_table(kind: str = "number") -> TableSpec:
    """As many rows and inputs as there may be; random bits, so that it packs as badly as fits."""
    rng = np.random.default_rng(0)
    if kind == "number":
        columns = tuple(Column(f"x{i}") for i in range(MAX_INPUTS))
        # Of few different values, so that it fits into the file.
        values = rng.integers(0, 4, (MAX_ROWS, MAX_INPUTS)).astype(float)
    else:
        names = tuple(f"v{i}" for i in range(MAX_INPUTS))
        columns = (Column("colour", "category", names),)
        values = rng.integers(0, MAX_INPUTS, (MAX_ROWS, 1)).astype(float)
    recipe = Recipe(columns, "y", "regression")
    return own_table(Records(recipe, values, rng.integers(0, 9, MAX_ROWS).astype(float)))


def table_run(kind: str) -> Callable[[], bytes]:
    """A run with that table, six layers of 16, the whole share in each batch."""

    def make() -> bytes:
        spec = register(largest_table(kind), keep=False)
        return saved_run(Experiment(spec.name, hidden=(16,) * 6, batch_size=0))

    return make


def drawings_run() -> bytes:
    """A run in which as many drawings, as large as can be, follow each other."""
    rng = np.random.default_rng(0)

    def drawing() -> DrawnSpec:
        arrays = {
            "points": rng.uniform(-6, 6, (1000, 2)),
            "labels": rng.integers(0, 2, 1000),
            "ranks": rng.random(1000),
        }
        return DrawnSpec.from_arrays("binary", 2, arrays)

    drawings = [register(drawing(), keep=False) for _ in range(REDRAW_LIMIT + 1)]
    first, *others = [Experiment(one.name, hidden=(16,) * 6) for one in drawings]
    entries = []
    for i, one in enumerate(others):
        entries += [Entry(i, Redraw(one)), Entry(i, Teach(0))]
    saved = SavedRun.of(Timeline(first))
    snapshot = Snapshot(**{**vars(saved.snapshot), "log": tuple(entries), "head": 10**6})
    return write_run(SavedRun(snapshot, None))


def named(name: str) -> Callable[[], bytes]:
    """A run with a table whose column is called so."""

    def make() -> bytes:
        recipe = Recipe((Column(name),), "y", "regression")
        rng = np.random.default_rng(0)
        spec = register(own_table(Records(recipe, rng.normal(size=(40, 1)), rng.normal(size=40))))
        return saved_run(Experiment(spec.name))

    return make


def many_checkpoints() -> bytes:
    """As many checkpoints as a file may have, of the largest network."""
    header, arrays = parts()
    n = 1024
    places = np.repeat(arrays["places"][-1:], n, axis=0)
    return packed(header, {**arrays, "places": places, "parameters": np.zeros((n, 2500))})


def noise(n: int) -> bytes:
    return np.random.default_rng(0).bytes(n)


def empty_blocks(n: int) -> bytes:
    """Deflated data that go on and hold nothing."""
    return b"\x00\x00\x00\xff\xff" * (n // 5)


def overlapping() -> bytes:
    """Thirteen members that are all the same bytes, in which there is nothing for long."""
    names = ["header", *parts()[1]]
    blocks = Member("header.npy", b"", packed=empty_blocks(SIZE - 4096))
    others = [
        Member(f"{name}.npy", b"", packed=b"", packed_size=SIZE - 4096, at=0) for name in names[1:]
    ]
    return zip_of([blocks, *others])


def bomb(stated: int, unpacked: int = 1 << 28) -> Callable[[], bytes]:
    """One member that unpacks to much more than is said, or to as much."""
    return lambda: zip_of(
        [Member("header.npy", b"", packed=zips.zeros(unpacked), size=stated, crc=0)]
    )


RUNS = (
    HostileRun("says 100 bytes, holds 256 MB", bomb(100)),
    HostileRun("says nearly all, holds 256 MB", bomb(UNPACKED - 1)),
    HostileRun("holds nothing, at length", overlapping),
    HostileRun("200,000 members", lambda: zip_of([Member("a.npy", b"")] * 200_000)),
    HostileRun("noise", lambda: noise(SIZE)),
    HostileRun("header of objects", header_of('{"":0}')),
    HostileRun("header of lists", header_of("[]")),
    HostileRun("header of nested lists", lambda: packed(b"[" * MOST_HEADER, parts()[1])),
    HostileRun("header of texts", header_of('"ab"')),
    HostileRun("header of numbers", header_of("1.5")),
    HostileRun("header of long numbers", lambda: packed(b"1" * MOST_HEADER, parts()[1])),
    HostileRun("order", with_array("order", lambda: np.zeros(UNPACKED // 4 - 9999, "i4"))),
    HostileRun("counts", with_array("counts", lambda: np.zeros(UNPACKED // 8 - 9999, "i8"))),
    HostileRun("slots", with_array("slots", lambda: np.zeros(UNPACKED // 4 - 9999, "f4"))),
    HostileRun("own", with_array("own", lambda: np.zeros(UNPACKED // 8 - 9999))),
    HostileRun("history", with_array("history", lambda: np.zeros((UNPACKED // 41, 5)))),
    HostileRun("parameters", with_array("parameters", lambda: np.zeros((1, UNPACKED // 4 - 9999)))),
    HostileRun("checkpoints", many_checkpoints),
    HostileRun(
        "features again and again",
        lambda: with_header(
            experiments=[
                parts()[0]["experiments"][0] | {"features": ["x1", "x2"] * 500_000},
                *[{"learning_rate": 0.01 + i * 1e-6} for i in range(30_000)],
            ]
        ),
        True,
    ),
    HostileRun("9,999 times other data", changed(log=data_and_teach(9999), head=lambda: 10**6)),
    HostileRun("20,000 optimizers", changed(log=settings_log(LOG_LIMIT), head=lambda: 10**6)),
    HostileRun("500 times other data", changed(log=data_and_teach(500), head=lambda: 10**6), True),
    HostileRun(
        "2,000 optimizers", changed(log=settings_log(MOST_AT_ONE_PLACE), head=lambda: 10**6), True
    ),
    HostileRun("20,000 settings", changed(log=different_settings, head=lambda: 10**6), True),
    HostileRun("20,000 edits", changed(log=edits_log, head=lambda: 10**6)),
    HostileRun("1,300 holds", changed(log=holds_log, head=lambda: 10**6), True),
    HostileRun("501 drawings", drawings_run, True),
    HostileRun("largest table of numbers", table_run("number"), True),
    HostileRun("largest table of a category", table_run("category"), True),
    HostileRun("a column called NUL", named("a\x00b")),
    HostileRun("a column that turns the text", named("a\u202eb")),
    HostileRun("a column with half a character", named("a\ud800b")),
    HostileRun("a column of 100,000 characters", named("a" * 100_000)),
)
