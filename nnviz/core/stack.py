"""Many networks of one shape, trained at once: for seeds side by side, races, and populations.

What costs time with small networks is not arithmetic but the way from Python to it. A stack has the
parameters of its k networks one below the other, (k, n_parameters), so that the weights of a layer
are (k, fan_in, fan_out) and one call does for all of them what a `Trainer` does for one.
"""

from collections.abc import Sequence
from math import inf

import numpy as np
from numpy.typing import DTypeLike, NDArray

from nnviz.core.arrays import Array, FloatArray
from nnviz.core.evaluation.evaluation import Evaluation, Evaluator, Samples
from nnviz.core.functions.activations import ACTIVATIONS
from nnviz.core.functions.registry import look_up
from nnviz.core.functions.regularizers import REGULARIZERS, Penalty
from nnviz.core.functions.schedules import scheduled_rate
from nnviz.core.network.network import Network
from nnviz.core.network.stacked_passes import StackedPasses
from nnviz.core.network.trainable import weight_mask
from nnviz.core.optimizers.optimizers import OPTIMIZERS
from nnviz.core.settings import DatasetProtocol, Settings, weights_of
from nnviz.core.training.batches import sample_rows
from nnviz.core.training.clipping import clip_each
from nnviz.core.training.divergence import EXPLOSION_NORM
from nnviz.core.training.dropout import Dropout
from nnviz.core.training.streams import Purpose, stream

#: Settings that all members share, since they decide which calls an update is made of.
SHARED = ("optimizer", "batch_size", "regularization")


class Stack:
    """Trains the networks that several experiments describe, all at the same pace.

    Each member comes out as its own `Trainer` leaves it after as many updates: within rounding, as
    a BLAS may sum a matrix product in another order where it is one of many; to the last bit with
    the OpenBLAS that NumPy 2.4 brings for x86-64, in every case that was tried. Two things differ.
    A `Trainer` sums a very large batch over slices, a stack does not. And a member whose next
    update would blow up does not stop the others: it stands still from then on, see `stopped_at`.
    That is noticed by its gradient and parameters alone, as nothing is recorded on the way.

    Members may differ in their seeds, initial weights, data, learning rates and schedules, in
    momentum, weight decay, rate of the penalty, dropout and clipping.

    Parameters
    ----------
    experiments : sequence of Settings
        One for each member.
    dtype : data-type

    Attributes
    ----------
    experiments : tuple of Settings
    datasets : tuple of DatasetProtocol
        What each member learns from.
    parameters : (k, n_parameters)
        A row for each member, laid out as `Network.parameters`.
    step_count, epoch_count : int
        Updates, and whole passes over the training share, so far.
    stopped_at : (k,), whole numbers
        The last update that a member made before one that would have spoilt it; -1 for those that
        are still learning.

    Raises
    ------
    ValueError
        There is no experiment, or the members differ in what they must share: the form of their
        networks, the loss, the number and form of training samples, or a setting in `SHARED`.
    """

    def __init__(
        self, experiments: Sequence[Settings[Network]], *, dtype: DTypeLike = np.float32
    ) -> None:
        if not experiments:
            raise ValueError("a stack needs at least one experiment")
        self.experiments = tuple(experiments)
        self.datasets: tuple[DatasetProtocol, ...] = tuple(
            one.make_dataset() for one in experiments
        )
        self._networks = [
            one.make_network(stream(one.seed, Purpose.INITIAL_WEIGHTS), dtype)
            for one in experiments
        ]
        self._check()
        self._first = self._networks[0]
        self.parameters: Array = np.stack([network.parameters for network in self._networks])
        self._gradient = np.empty_like(self.parameters)
        self._lay_out_samples()
        self._set_up_updates()
        self._passes: dict[int, StackedPasses] = {}
        self.step_count = self.epoch_count = 0
        self.stopped_at: NDArray[np.int64] = np.full(len(experiments), -1)
        self._begin_pass()

    def _check(self) -> None:
        for name in SHARED:
            self._same(name, [getattr(one, name) for one in self.experiments])
        networks = self._networks
        self._same("layers", [network.layer_sizes for network in networks])
        self._same("activations", [network.activation_names for network in networks])
        self._same("loss", [network.loss_name for network in networks])
        self._same("number of samples", [len(data.train_inputs) for data in self.datasets])
        weighted = [weights_of(data)[0] is not None for data in self.datasets]
        self._same("weighting of samples", weighted)

    @staticmethod
    def _same(what: str, values: Sequence[object]) -> None:
        for number, value in enumerate(values):
            if value != values[0]:
                raise ValueError(
                    f"members of a stack must have the same {what}; "
                    f"number 0 has {values[0]!r}, number {number} has {value!r}"
                )

    def _lay_out_samples(self) -> None:
        """Inputs, targets and weights of all members, (k, rows, n), in order and shuffled."""
        found = [sample_rows(data, self._first) for data in self.datasets]
        self._ordered = np.stack([rows for rows, _ in found])
        self._ends = found[0][1]
        self._shuffled = self._ordered.copy()
        self._n = self._ordered.shape[2]
        self._batch_size = min(self.experiments[0].batch_size or self._n, self._n)
        self._shuffling = [stream(one.seed, Purpose.SHUFFLING) for one in self.experiments]
        self._dropouts = [
            Dropout(one.dropout, stream(one.seed, Purpose.DROPOUT)) for one in self.experiments
        ]

    def _set_up_updates(self) -> None:
        members, first = self.experiments, self.experiments[0]
        kind = look_up(OPTIMIZERS, first.optimizer, "optimizer")
        self._optimizer = kind.make(self.parameters)
        self._optimizer.configure(
            _column([one.momentum for one in members]),
            _column([one.weight_decay for one in members]),
        )
        self._penalty = Penalty(
            look_up(REGULARIZERS, first.regularization, "regularization"),
            _column([one.regularization_rate for one in members]),
            weight_mask(self._first),
        )
        clipping = np.array([one.gradient_clipping or inf for one in members])
        self._clipping = clipping if np.isfinite(clipping).any() else None
        # As in `Update`: what is clipped may be as long as it likes, but not infinite.
        self._limits = np.where(np.isfinite(clipping), inf, EXPLOSION_NORM**2)

    def __len__(self) -> int:
        """Number of members."""
        return len(self.experiments)

    def _begin_pass(self) -> None:
        """Shuffle each member's samples anew, and take up the learning rates of the new pass."""
        for member, rng in enumerate(self._shuffling):
            order = rng.permutation(self._n)
            # With any other mode NumPy would go through a buffer of its own.
            np.take(self._ordered[member], order, axis=1, out=self._shuffled[member], mode="clip")
        self._used = 0
        self._rates = _column([scheduled_rate(one, self.epoch_count) for one in self.experiments])

    def step(self, n: int = 1) -> None:
        """Make n updates of every member that has not come to a stop."""
        with np.errstate(all="ignore"):  # what overflows is found by the check in each update
            for _ in range(n):
                self._update(self._used, min(self._used + self._batch_size, self._n))
                self._used += self._batch_size
                self.step_count += 1
                if self._used >= self._n:
                    self.epoch_count += 1
                    self._begin_pass()

    def epoch(self, n: int = 1) -> None:
        """Finish the current pass, and make n - 1 more."""
        for _ in range(n):
            self.step(-(-(self._n - self._used) // self._batch_size))

    def _update(self, start: int, stop: int) -> None:
        batch, (first, last) = self._shuffled[:, :, start:stop], self._ends
        passes = self._passes_for(stop - start)
        if passes.masks is not None:
            for dropout, masks in zip(self._dropouts, passes.masks.array, strict=True):
                dropout.fill(masks)
        weights = batch[:, last:] if batch.shape[1] > last else None
        passes.run(batch[:, :first], batch[:, first:last], weights)
        gradient, parameters = self._gradient, self.parameters
        self._penalty.add_to(gradient, parameters)
        squared_norms = np.vecdot(gradient, gradient)
        # Written so that nan counts as too large.
        is_fine = (squared_norms < self._limits) & (
            np.vecdot(parameters, parameters) < EXPLOSION_NORM**2
        )
        is_still = self.stopped_at >= 0
        if is_fine.all() and not is_still.any():
            self._follow(squared_norms)
            return
        self.stopped_at[~is_fine & ~is_still] = self.step_count
        still = np.flatnonzero(self.stopped_at >= 0)
        kept = parameters[still]
        self._follow(squared_norms)
        parameters[still] = kept

    def _follow(self, squared_norms: Array) -> None:
        if self._clipping is not None:
            clip_each(self._gradient, squared_norms.astype(np.float64), self._clipping)
        self._optimizer.update(self._gradient, self._rates)

    def _passes_for(self, batch: int) -> StackedPasses:
        if batch not in self._passes:
            first = self._first
            self._passes[batch] = StackedPasses(
                first.blocks,
                [ACTIVATIONS[name] for name in first.activation_names],
                first.loss,
                self.parameters,
                self._gradient,
                batch,
                dropout=any(dropout.rate for dropout in self._dropouts),
            )
        return self._passes[batch]

    def network(self, member: int) -> Network:
        """A member as it is now, of its own."""
        network = self._networks[member].copy(self._first.dtype)
        network.parameters[...] = self.parameters[member]
        return network

    def evaluate(self) -> list[Evaluation]:
        """Loss and metrics of each member as it is now, on both of its shares."""
        evaluations = []
        for member, data in enumerate(self.datasets):
            network = self.network(member)
            evaluations.append(Evaluator(network, Samples(data, network)).evaluate())
        return evaluations


def _column(values: Sequence[float]) -> FloatArray:
    """A number for each member: (k, 1)."""
    return np.array(values, np.float64)[:, np.newaxis]
