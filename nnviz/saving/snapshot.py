"""All of a `Snapshot` as values for JSON and a few arrays, and back without trusting them."""

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nnviz.core.arrays import FloatArray
from nnviz.core.evaluation.history import EpochRecords, History, RecordsSnapshot
from nnviz.core.network.network import Network
from nnviz.core.timeline.snapshot import Snapshot
from nnviz.core.timeline.timeline import GHOST_LIMIT
from nnviz.core.training.checkpoints import Checkpoint, TrainerSnapshot
from nnviz.experiment import Experiment
from nnviz.saving.archive import Arrays
from nnviz.saving.checkpoints import MOST, CheckpointWriter, read_checkpoints
from nnviz.saving.log import (
    Numbered,
    check_follows,
    read_experiments,
    read_interventions,
    read_log,
    write_experiments,
    write_interventions,
    write_log,
)
from nnviz.saving.own_data import is_own, read_own, write_own
from nnviz.saving.problem import damaged
from nnviz.saving.values import entry, items, shaped, whole

#: Names of the arrays.
ARRAYS = (
    *("places", "parameters", "slots", "counts", "generators"),
    *("order", "history", "flow", "future", "future_flow", "ghosts", "own"),
)
#: Epochs between two records at most: more than a run can ever have.
MOST_STRIDE = 2**40
_COLUMNS = len(History.COLUMNS)


def write_snapshot(snapshot: Snapshot[Network]) -> tuple[dict[str, Any], Arrays]:
    """What `read_snapshot` needs, and no more."""
    training = snapshot.training
    experiments, all_interventions = Numbered(), Numbered()
    first = experiments.number(snapshot.first_experiment)
    log = write_log(snapshot.log, experiments, all_interventions)
    checkpoints = CheckpointWriter(experiments, all_interventions)
    kept = [checkpoints.number(checkpoint) for checkpoint in training.checkpoints]
    now = checkpoints.number(training.now)
    specs = {one.spec.name: one.spec for one in experiments if is_own(one.spec)}
    own, numbers = write_own(specs.values())
    no_rows = np.empty((0, _COLUMNS))
    values = {
        "own": own,
        "experiments": write_experiments(experiments),
        "first": first,
        "holds": write_interventions(all_interventions),
        "log": log,
        "done": snapshot.done,
        "head": snapshot.head,
        "target": snapshot.target,
        "exploded": checkpoints.exploded,
        "kept": kept,
        "now": now,
        "used": training.used,
        "ghosts": [len(ghost) for ghost in snapshot.ghosts],
        "strides": [training.history.stride, training.flow.stride, training.checkpoint_stride],
    }
    arrays = {
        **checkpoints.arrays(),
        "order": training.order.astype(np.int32),
        "history": training.history.rows,
        "flow": training.flow.rows,
        "future": no_rows if snapshot.future is None else snapshot.future,
        "future_flow": snapshot.future_flow,
        "ghosts": np.concatenate([no_rows, *snapshot.ghosts]),
        "own": numbers,
    }
    return values, arrays


def read_snapshot(values: Mapping[str, Any], arrays: Arrays) -> Snapshot[Network]:
    """What `write_snapshot` was given.

    Raises
    ------
    RunFileProblem
        Something is not as it was written.
    """
    # Held until there are experiments that hold them.
    own = read_own(entry(values, "own"), shaped(arrays["own"], "own", "f8", None))
    experiments = read_experiments(entry(values, "experiments"))
    del own
    return _snapshot(values, arrays, experiments)


def _snapshot(
    values: Mapping[str, Any], arrays: Arrays, experiments: list[Experiment]
) -> Snapshot[Network]:
    number = whole(entry(values, "first"), "the first experiment", 0, len(experiments) - 1)
    first = experiments[number]
    network = first.blank_network()
    n = network.parameters.size
    all_interventions = read_interventions(entry(values, "holds"), network.units, n)
    log = read_log(entry(values, "log"), first, experiments, all_interventions, n)
    found = read_checkpoints(arrays, entry(values, "exploded"), experiments, all_interventions, n)
    for checkpoint in found:
        check_follows(first, Experiment.of(checkpoint.experiment))
    head = whole(entry(values, "head"), "the head", log[-1].step if log else 0)
    now = found[whole(entry(values, "now"), "the present", 0, len(found) - 1)]
    whole(now.step_count, "the present", 0, head)
    target = entry(values, "target")
    if target is not None:
        whole(target, "the target", now.step_count, head)
    n_samples = Experiment.of(now.experiment).train_count
    order = shaped(arrays["order"], "the order", "i4", n_samples).astype(np.int64)
    if not np.array_equal(np.sort(order), np.arange(n_samples)):
        raise damaged("the order is none of the training share")
    used = whole(entry(values, "used"), "what is used up", 0, n_samples - 1)
    history_stride, flow_stride, stride = (
        whole(each, "a stride", 1, MOST_STRIDE)
        for each in items(entry(values, "strides"), "strides", 3, 3)
    )
    flow_columns = 1 + 2 * len(network.blocks)
    history = _rows(arrays["history"], "history", _COLUMNS, now.epoch_count, history_stride)
    if not len(history) or history[0, 0] != 0:
        raise damaged("the history does not begin at 0")
    # The first update of a pass may be yet to be measured.
    last_flow = now.epoch_count - (used == 0)
    flow = _rows(arrays["flow"], "flow", flow_columns, last_flow, flow_stride)
    future = _rows(arrays["future"], "the future", _COLUMNS)
    no_future_flow = not arrays["future_flow"].size
    future_columns = arrays["future_flow"].shape[-1] if no_future_flow else flow_columns
    training = TrainerSnapshot(
        now=_with_healthy(now),
        order=order,
        used=used,
        history=RecordsSnapshot(history, history_stride),
        flow=RecordsSnapshot(flow, flow_stride),
        checkpoints=_kept(entry(values, "kept"), found, head),
        checkpoint_stride=stride,
    )
    return Snapshot(
        first_experiment=first,
        training=training,
        log=tuple(log),
        done=_done(entry(values, "done"), [done.step for done in log], now.step_count),
        head=head,
        target=target,
        ghosts=_ghosts(entry(values, "ghosts"), arrays["ghosts"]),
        future=future if len(future) else None,
        future_flow=_rows(arrays["future_flow"], "the future's flow", future_columns),
    )


def _with_healthy(now: Checkpoint[Network]) -> Checkpoint[Network]:
    if now.healthy is None:
        raise damaged("the present has nowhere to go back to")
    return now


def _done(value: Any, steps: list[int], here: int) -> int:
    done = whole(value, "what is done of the log", 0, len(steps))
    if any(step > here for step in steps[:done]) or any(step < here for step in steps[done:]):
        raise damaged("what is done of the log is not what came before")
    return done


def _kept(
    values: Any, found: list[Checkpoint[Network]], head: int
) -> tuple[Checkpoint[Network], ...]:
    kept = tuple(
        found[whole(number, "a checkpoint", 0, len(found) - 1)]
        for number in items(values, "checkpoints", MOST)
    )
    if not kept or kept[0].step_count != 0 or kept[-1].step_count > head:
        raise damaged("the checkpoints are not of this line")
    if any(later.step_count <= before.step_count for before, later in pairwise(kept)):
        raise damaged("the checkpoints are not in order")
    return kept


def _rows(
    array: NDArray[Any], what: str, columns: int, last: float = np.inf, stride: int = 1
) -> FloatArray:
    """Records at whole multiples of the stride, one after the other, none after `last`."""
    rows = shaped(array, what, "f8", None, columns)
    if len(rows) > EpochRecords.CAPACITY:
        raise damaged(f"{what} has {len(rows)} rows")
    epochs = rows[:, 0] if len(rows) else np.empty(0)
    if not (np.isfinite(epochs).all() and (epochs % stride == 0).all() and (epochs >= 0).all()):
        raise damaged(f"{what} is not at its epochs")
    if not (np.diff(epochs) > 0).all() or (epochs > last).any():
        raise damaged(f"{what} is not in order")
    return rows


def _ghosts(lengths: Any, array: NDArray[Any]) -> tuple[FloatArray, ...]:
    rows = shaped(array, "ghosts", "f8", None, _COLUMNS)
    ghosts, start = [], 0
    for value in items(lengths, "ghosts", GHOST_LIMIT):
        end = start + whole(value, "a ghost's length", 1, EpochRecords.CAPACITY)
        ghosts.append(_rows(rows[start:end], "a ghost", _COLUMNS))
        start = end
    if start != len(rows):
        raise damaged("ghosts are not as long as they say")
    return tuple(ghosts)
