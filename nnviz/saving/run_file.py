"""A run as one file: an .npz archive with a header in JSON, which says what the arrays are.

Nothing in it is executed, and all that is read is checked before anything is made of it. Later
programs go on reading what this one writes; the version grows with what earlier ones cannot read.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from nnviz.core.network.network import Network
from nnviz.core.timeline.snapshot import Snapshot
from nnviz.core.timeline.timeline import Timeline
from nnviz.data.tables.recipe.preparation import Preparation
from nnviz.experiment import Experiment
from nnviz.saving.archive import HEADER, MOST_BYTES, Archive, pack, too_large
from nnviz.saving.problem import NOT_A_RUN, TOO_NEW, RunFileProblem, damaged
from nnviz.saving.snapshot import ARRAYS, read_snapshot, write_snapshot
from nnviz.saving.values import MISFITS, entry, finite, mapping, shaped, whole

FORMAT = "nnviz run"
VERSION = 1

#: Bytes of the header.
MOST_HEADER = 8 * 1024 * 1024
#: Lists and objects in it: each takes some fifty times the memory of its two brackets.
MOST_BRACKETS = 400_000


@dataclass(frozen=True, eq=False)
class SavedRun:
    """What a file holds.

    Attributes
    ----------
    snapshot
        The run.
    preparation
        How rows of its table become inputs; None where there is no table.
    """

    snapshot: Snapshot[Network]
    preparation: Preparation | None

    @classmethod
    def of(cls, timeline: Timeline[Network]) -> Self:
        """A run as it stands now, as copies; quick."""
        snapshot = timeline.snapshot()
        experiment = Experiment.of(snapshot.now.experiment)
        return cls(snapshot, experiment.make_dataset().preparation)

    @property
    def experiment(self) -> Experiment:
        """What is being trained."""
        return Experiment.of(self.snapshot.now.experiment)

    def network(self) -> Network:
        """The network as it is, of its own."""
        now = self.snapshot.now
        network = self.experiment.blank_network(now.parameters.dtype)
        network.parameters[...] = now.parameters
        network.silenced = now.interventions.silenced
        return network


def write_run(saved: SavedRun) -> bytes:
    """The file's content; the same run gives the same bytes.

    Raises
    ------
    RunFileProblem
        It is too large for a file that could be opened again.
    """
    values, arrays = write_snapshot(saved.snapshot)
    preparation = saved.preparation.to_json() if saved.preparation else None
    header = {"format": FORMAT, "version": VERSION, "preparation": preparation, **values}
    text = json.dumps(header, allow_nan=False).encode()
    content = pack({HEADER: np.frombuffer(text, np.uint8), **arrays})
    n_brackets = text.count(b"[") + text.count(b"{")
    if len(content) > MOST_BYTES or len(text) > MOST_HEADER or n_brackets > MOST_BRACKETS:
        raise too_large()
    return content


def read_run(content: bytes) -> SavedRun:
    """The run in a file's content.

    Raises
    ------
    RunFileProblem
        It is none, or damaged, or of a later version.
    """
    archive = Archive(content)
    if HEADER not in archive.names:
        raise RunFileProblem(NOT_A_RUN, "it has no header")
    header = _header(archive.read(HEADER))
    missing = set(ARRAYS) ^ (set(archive.names) - {HEADER})
    if missing:
        raise damaged(f"missing or too many: {sorted(missing)}")
    arrays = {name: archive.read(name) for name in ARRAYS}
    snapshot = read_snapshot(header, arrays)
    return SavedRun(snapshot, _preparation(header, snapshot))


def _header(array: NDArray[Any]) -> Mapping[str, Any]:
    shaped(array, HEADER, "u1", None)
    if array.size > MOST_HEADER:
        raise damaged("the header is too long")
    text = array.tobytes()
    if text.count(b"[") + text.count(b"{") > MOST_BRACKETS:
        raise damaged("the header holds too much")
    try:
        header = mapping(json.loads(text), HEADER)
    except (ValueError, RecursionError) as error:
        raise damaged(f"the header: {error}") from None
    if header.get("format") != FORMAT:
        raise RunFileProblem(NOT_A_RUN, "its header is of another format")
    version = whole(entry(header, "version"), "the version", 1)
    if version > VERSION:
        raise RunFileProblem(TOO_NEW, version=version, known=VERSION)
    return header


def _preparation(header: Mapping[str, Any], snapshot: Snapshot[Network]) -> Preparation | None:
    value = entry(header, "preparation")
    recipe = Experiment.of(snapshot.now.experiment).spec.recipe
    if recipe is None:
        if value is not None:
            raise damaged("there is a preparation, but no table")
        return None
    try:
        preparation = Preparation.from_json(mapping(value, "the preparation"))
    except MISFITS as error:
        raise damaged(f"the preparation: {error}") from None
    if preparation.recipe != recipe:
        raise damaged("the preparation is of another table")
    for numbers in (preparation.fill, preparation.mean, preparation.scale):
        finite(numbers, "the preparation")
    for column, fill in zip(recipe.columns, preparation.fill, strict=True):
        if column.kind == "category" and not 0 <= fill < len(column.categories):
            raise damaged(f"{column.name} is filled with what is none of its categories")
    target = np.array([preparation.target_mean, preparation.target_scale])
    if not (np.isfinite(target).all() and target[1] > 0 and (preparation.scale > 0).all()):
        raise damaged("the preparation has no scale")
    return preparation
