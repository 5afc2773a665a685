"""The states of a run, each once however often it is referred to, as a few arrays.

A row of `places` holds of a checkpoint: step, epoch, numbers of its experiment and its hold, and of
its healthy checkpoint, which comes before it; -1 for none.
"""

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nnviz.core.arrays import Array
from nnviz.core.network.interventions import Interventions
from nnviz.core.network.network import Network
from nnviz.core.optimizers.optimizers import OPTIMIZERS
from nnviz.core.training.checkpoints import Checkpoint
from nnviz.core.training.divergence import Cause, Diverged, Quantity
from nnviz.experiment import Experiment
from nnviz.saving.archive import Arrays
from nnviz.saving.log import Numbered
from nnviz.saving.problem import damaged
from nnviz.saving.values import entry, finite, items, mapping, shaped, text, whole

#: As many as a run may keep, with a healthy one for each, and more.
MOST = 1024
_HALF = 2**64


class CheckpointWriter:
    """Numbers checkpoints, those that others refer to first."""

    def __init__(self, experiments: Numbered, all_interventions: Numbered) -> None:
        self._experiments = experiments
        self._interventions = all_interventions
        self._numbers: dict[int, int] = {}  # by identity
        self._all: list[Checkpoint[Network]] = []
        self._places: list[list[int]] = []
        self.exploded: list[list[Any]] = []

    def number(self, checkpoint: Checkpoint[Network]) -> int:
        """The checkpoint's number."""
        if id(checkpoint) in self._numbers:
            return self._numbers[id(checkpoint)]
        healthy = -1 if checkpoint.healthy is None else self.number(checkpoint.healthy)
        number = self._numbers[id(checkpoint)] = len(self._all)
        self._all.append(checkpoint)
        self._places.append(
            [
                checkpoint.step_count,
                checkpoint.epoch_count,
                self._experiments.number(checkpoint.experiment),
                self._interventions.number(checkpoint.interventions),
                healthy,
            ]
        )
        if checkpoint.exploded is not None:
            self.exploded.append([number, _write_diverged(checkpoint.exploded)])
        return number

    def arrays(self) -> Arrays:
        """All that were numbered."""
        parameters = np.stack([one.parameters for one in self._all])
        slots = [slot for one in self._all for slot in one.slots]
        whole_slots = [int(slot) for slot in slots if slot.dtype.kind == "i"]
        real_slots = [slot for slot in slots if slot.dtype.kind == "f"]
        empty = np.empty(0, parameters.dtype)
        return {
            "places": np.array(self._places, np.int64),
            "parameters": parameters,
            "slots": np.concatenate([empty, *real_slots]),
            "counts": np.array(whole_slots, np.int64),
            "generators": np.array(
                [[_write_generator(state) for state in one.generators] for one in self._all],
                np.uint64,
            ),
        }


def read_checkpoints(
    arrays: Arrays,
    exploded: Any,
    experiments: Sequence[Experiment],
    all_interventions: Sequence[Interventions],
    n: int,
) -> list[Checkpoint[Network]]:
    """What a `CheckpointWriter` has numbered, in that order; it has n parameters.

    Raises
    ------
    RunFileProblem
        Something is not as it was written.
    """
    places = shaped(arrays["places"], "places", "i8", None, 5)
    if len(places) > MOST:
        raise damaged(f"{len(places)} checkpoints")
    kind = "f8" if arrays["parameters"].dtype == np.float64 else "f4"
    parameters = finite(
        shaped(arrays["parameters"], "parameters", kind, len(places), n), "parameters"
    )
    generators = shaped(arrays["generators"], "generators", "u8", len(places), 2, 6)
    slots = _Slots(arrays, kind, n)
    troubles = _read_exploded(exploded)
    found: list[Checkpoint[Network]] = []
    for number, place in enumerate(places.tolist()):
        step, epoch, experiment, interventions, healthy = place
        whole(step, "an update")
        experiment = experiments[whole(experiment, "an experiment", 0, len(experiments) - 1)]
        whole(healthy, "a healthy checkpoint", -1, number - 1)
        if healthy >= 0 and found[healthy].healthy is not None:
            raise damaged("a healthy checkpoint refers to another")
        found.append(
            Checkpoint(
                experiment=experiment,
                interventions=all_interventions[
                    whole(interventions, "a hold", 0, len(all_interventions) - 1)
                ],
                step_count=step,
                epoch_count=whole(epoch, "an epoch", 0, step),
                parameters=parameters[number],
                slots=slots.take(experiment.optimizer, step),
                generators=tuple(_read_generator(row) for row in generators[number].tolist()),
                exploded=troubles.get(number),
                healthy=None if healthy < 0 else found[healthy],
            )
        )
    slots.check_that_none_is_left()
    return found


class _Slots:
    """Hands out the optimizers' slots in the order in which they were written."""

    def __init__(self, arrays: Arrays, kind: str, n_parameters: int) -> None:
        self._reals = finite(shaped(arrays["slots"], "slots", kind, None), "slots")
        counts = shaped(arrays["counts"], "counts", "i8", None)
        if len(counts) > MOST:
            raise damaged(f"{len(counts)} counts of updates")
        self._counts: list[int] = counts.tolist()
        self._vector = np.zeros(n_parameters, kind)
        self._next = self._next_count = 0

    def take(self, optimizer: str, step: int) -> tuple[NDArray[Any], ...]:
        """Those of one checkpoint."""
        return tuple(
            self._count(step) if slot.dtype.kind == "i" else self._real(slot)
            for slot in OPTIMIZERS[optimizer].make(self._vector).slots
        )

    def _count(self, step: int) -> NDArray[np.int64]:
        if self._next_count == len(self._counts):
            raise damaged("counts of updates are missing")
        count = self._counts[self._next_count]
        self._next_count += 1
        return np.array(whole(count, "an optimizer's updates", 0, step), np.int64)

    def _real(self, slot: Array) -> Array:
        end = self._next + slot.size
        if end > len(self._reals):
            raise damaged("slots are missing")
        found: Array = self._reals[self._next : end].reshape(slot.shape)
        self._next = end
        return found

    def check_that_none_is_left(self) -> None:
        """Raise if there are more slots than checkpoints have."""
        if self._next < len(self._reals) or self._next_count < len(self._counts):
            raise damaged("there are too many slots")


def _write_generator(state: Any) -> list[int]:
    """A PCG64's state as six numbers of 64 bits: O'Neill, PCG, Harvey Mudd College, 2014."""
    numbers: Iterable[int] = (state["state"]["state"], state["state"]["inc"])
    halves = [half for number in numbers for half in divmod(number, _HALF)]
    return [*halves, state["has_uint32"], state["uinteger"]]


def _read_generator(row: list[int]) -> dict[str, Any]:
    high, low, inc_high, inc_low, has_half, half = row
    whole(inc_low % 2, "an odd increment", 1, 1)
    return {
        "bit_generator": "PCG64",
        "state": {"state": high * _HALF + low, "inc": inc_high * _HALF + inc_low},
        "has_uint32": whole(has_half, "whether half a number is left", 0, 1),
        "uinteger": whole(half, "half a number", 0, 2**32 - 1),
    }


def _write_diverged(diverged: Diverged) -> dict[str, Any]:
    # JSON has no word for what is not finite.
    return {
        "step": diverged.step,
        "layer": diverged.layer,
        "quantity": diverged.quantity,
        "value": repr(float(diverged.value)),
        "cause": diverged.cause,
    }


def _read_exploded(values: Any) -> dict[int, Diverged]:
    found = {}
    for value in items(values, "exploded", MOST):
        number, fact = items(value, "exploded", 2, 2)
        facts = mapping(fact, "exploded")
        quantity = text(entry(facts, "quantity"), "a quantity")
        cause = text(entry(facts, "cause"), "a cause")
        if quantity not in list(Quantity) or cause not in list(Cause):
            raise damaged(f"exploded: {quantity}, {cause}")
        try:
            size = float(text(entry(facts, "value"), "a value"))
        except ValueError:
            raise damaged("exploded: its value is no number") from None
        found[whole(number, "a checkpoint", 0, MOST)] = Diverged(
            whole(entry(facts, "step"), "an update", 1),
            whole(entry(facts, "layer"), "a layer", 1, 100),
            Quantity(quantity),
            size,
            Cause(cause),
        )
    return found
