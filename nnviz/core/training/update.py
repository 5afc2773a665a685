"""One parameter update: a batch's gradient, all that is done to it, and the step."""

from collections.abc import Generator
from math import inf, isfinite, nan, sqrt

import numpy as np
from numpy.typing import NDArray

from nnviz.core.arrays import Array
from nnviz.core.functions.registry import look_up
from nnviz.core.functions.regularizers import REGULARIZERS, Penalty
from nnviz.core.network.trainable import Backward, Forward, Trainable, weight_mask
from nnviz.core.optimizers.optimizer import Optimizer
from nnviz.core.settings import Settings
from nnviz.core.slices import slice_length, slices
from nnviz.core.training.batches import Batch
from nnviz.core.training.clipping import clip
from nnviz.core.training.divergence import EXPLOSION_NORM, Diverged, diagnose
from nnviz.core.training.dropout import Dropout
from nnviz.core.training.streams import twin
from nnviz.core.training.trace import Move, Trace

_LARGEST_SQUARE = EXPLOSION_NORM**2


class Update:
    """Updates of one network under one choice of settings.

    Parameters
    ----------
    network : Trainable
    optimizer : Optimizer
        On the network's parameters; its slots outlive this object.
    settings : Settings
    dropout_rng : numpy.random.Generator
    frozen : collection of int
        Indices of parameters that stay as they are.

    Attributes
    ----------
    longest : int
        Samples of a batch that is computed in one go; a larger one is cut into slices of so many,
        and its gradient is the sum over them.
    """

    def __init__(
        self,
        network: Trainable,
        optimizer: Optimizer,
        settings: Settings[object],
        dropout_rng: np.random.Generator,
        frozen: frozenset[int] = frozenset(),
    ) -> None:
        self._network = network
        self._optimizer = optimizer
        #: What the latest update followed: the gradient, penalty included, before clipping. The
        #: optimizer uses it as working space.
        self._gradient = np.empty_like(network.parameters)
        self._loss = network.loss
        regularizer = look_up(REGULARIZERS, settings.regularization, "regularization")
        self._penalty = Penalty(regularizer, settings.regularization_rate, weight_mask(network))
        self._penalized = bool(self._penalty)
        self._clipping = settings.gradient_clipping
        self._limit = inf if self._clipping else _LARGEST_SQUARE
        self._dropout = Dropout(settings.dropout, dropout_rng)
        self._frozen = np.array(sorted(frozen), np.intp)
        self.longest = slice_length(network.numbers_per_sample)
        self._passes: dict[int, tuple[Forward, Backward]] = {}
        self._slice_passes: dict[tuple[int, int], tuple[Forward, Backward]] = {}

    def _passes_for(self, batch: int) -> tuple[Forward, Backward]:
        passes = self._passes.get(batch)
        if passes is None:
            passes = self._passes[batch] = self._make_passes(batch, batch)
        return passes

    def _passes_for_slice(self, samples: int, batch: int) -> tuple[Forward, Backward]:
        """For some samples of a larger batch."""
        key = samples, batch
        if key not in self._slice_passes:
            self._slice_passes[key] = self._make_passes(samples, batch)
        return self._slice_passes[key]

    def _make_passes(self, samples: int, batch: int) -> tuple[Forward, Backward]:
        dropout = self._dropout.rate > 0.0
        return self._network.passes(samples, self._gradient, batch=batch, dropout=dropout)

    def apply(self, batch: Batch, learning_rate: float, step: int) -> None:
        """Move the network's parameters once.

        Parameters
        ----------
        batch : Batch
        learning_rate : float
        step : int
            Number of this update, counted from 1.

        Raises
        ------
        Diverged
            The gradient is not finite or too long, or the parameters are too large. Nothing has
            changed then, and the same update would come out the same.
        """
        self.follow(self._differentiate(batch, step), learning_rate)

    def apply_and_measure(
        self, batch: Batch, learning_rate: float, step: int
    ) -> tuple[Array, Array]:
        """Do as `apply`, and tell what was followed and what was left; see `follow_and_measure`."""
        return self.follow_and_measure(self._differentiate(batch, step), learning_rate)

    def follow_and_measure(self, squared_norm: float, learning_rate: float) -> tuple[Array, Array]:
        """Follow the gradient, and tell what was followed and what was left.

        Returns
        -------
        gradient, before : (n_parameters,)
            The gradient before clipping, and the parameters before the update, as copies.
        """
        noted = self._gradient.copy(), self._network.parameters.copy()
        self.follow(squared_norm, learning_rate)
        return noted

    def _differentiate(self, batch: Batch, step: int) -> float:
        """Fill the gradient, penalty included, and return its squared norm."""
        inputs, targets, weights = batch
        n = targets.shape[1]
        if n > self.longest:
            return _result(self.differentiate_in_slices(batch, step))
        forward, backward = self._passes_for(n)
        state = None
        if forward.masks is not None:
            state = self._dropout.rng.bit_generator.state
            self._dropout.fill(forward.masks.array)
        forward.run(inputs)
        backward.run(inputs, targets, weights)
        try:
            return self._check(batch, forward, step)
        except Diverged:
            # Drawn again, the same update has the same masks.
            if state is not None:
                self._dropout.rng.bit_generator.state = state
            raise

    def differentiate_in_slices(self, batch: Batch, step: int) -> Generator[None, None, float]:
        """Fill the gradient of a large batch, a slice at a time.

        Until the last slice is done nothing else has changed: to drop the generator undoes all.

        Returns
        -------
        float
            The gradient's squared norm, which `follow` wants.

        Raises
        ------
        Diverged
            As in `apply`.
        """
        total, n = np.zeros_like(self._gradient), batch.size
        rng = twin(self._dropout.rng)
        for which in slices(n, self.longest):
            if which.start:
                yield
            part = batch.part(which)
            forward, backward = self._passes_for_slice(part.size, n)
            if forward.masks is not None:
                self._dropout.fill(forward.masks.array, rng)
            forward.run(part.inputs)
            backward.run(*part)
            total += self._gradient
            if not isfinite(float(total.dot(total))):
                break  # what is not finite stays so, and here it shows where it came from
        self._gradient[...] = total
        squared_norm = self._check(part, forward, step)
        self._dropout.rng.bit_generator.state = rng.bit_generator.state
        return squared_norm

    def _check(self, batch: Batch, forward: Forward, step: int) -> float:
        """Complete the gradient, and raise if it must not be followed."""
        gradient, parameters = self._gradient, self._network.parameters
        if self._penalized:
            self._penalty.add_to(gradient, parameters)
        if self._frozen.size:
            gradient[self._frozen] = 0.0
        squared_norm = float(gradient.dot(gradient))
        # Written so that nan counts as too large.
        if not (squared_norm < self._limit and parameters.dot(parameters) < _LARGEST_SQUARE):
            blocks, gradients = (
                [block.of(vector) for block in self._network.blocks]
                for vector in (parameters, gradient)
            )
            inputs, targets, weights = batch
            raise diagnose(step, inputs, targets, forward, self._loss, blocks, gradients, weights)
        return squared_norm

    def follow(self, squared_norm: float, learning_rate: float) -> None:
        """Move the parameters by the gradient that was filled last, whose squared norm is given."""
        if self._clipping:
            clip(self._gradient, squared_norm, self._clipping)
        if self._frozen.size:
            kept = self._network.parameters[self._frozen]
            self._optimizer.update(self._gradient, learning_rate)
            self._network.parameters[self._frozen] = kept
        else:
            self._optimizer.update(self._gradient, learning_rate)

    def trace(
        self, batch: Batch, learning_rate: float, step: int, samples: NDArray[np.int64]
    ) -> Trace:
        """Do as `apply`, by the same calls, and note every number on the way.

        Parameters
        ----------
        batch : Batch
            Of `longest` samples at most.
        samples : (batch,)
            Which samples of the training share these are.

        Returns
        -------
        Trace
            Where it says that there was trouble, nothing has changed; else the parameters and
            what the optimizer remembers have, and it is for the caller to put them back.
        """
        inputs, targets, weights = batch
        forward, backward = self._passes_for(batch.size)
        if forward.masks is not None:
            self._dropout.fill(forward.masks.array)
        forward.run(inputs)
        notes = backward.note(inputs, targets, weights)
        raw = self._gradient.copy()
        trouble = move = None
        factor = 1.0
        losses = self._loss.each(forward.outputs, targets)
        try:
            squared_norm = self._check(batch, forward, step)
        except Diverged as diverged:
            trouble = diverged
            squared_norm = float(self._gradient.dot(self._gradient))
        else:
            if self._clipping:
                factor = clip(self._gradient, squared_norm, self._clipping)
            move = self._noted_move(learning_rate)
        return Trace(
            step=step,
            learning_rate=learning_rate,
            samples=samples.copy(),
            inputs=inputs[: self._network.n_inputs].copy(),
            targets=targets.copy(),
            readable=self._loss.readable(forward.outputs).copy(),
            notes=notes,
            masks=None if forward.masks is None else forward.masks.array.copy(),
            losses=losses if weights is None else losses * weights,
            weights=None if weights is None else weights.copy(),
            loss=self._loss.value(forward.outputs, targets, weights),
            scale=self._loss.factor(len(targets)) / batch.size,
            gradient=raw,
            penalty=self._penalty.added if self._penalized else None,
            gradient_norm=sqrt(squared_norm) if squared_norm >= 0.0 else nan,
            clip_factor=factor,
            move=move,
            trouble=trouble,
        )

    def _noted_move(self, learning_rate: float) -> Move:
        """What `follow` does after clipping, with notes."""
        optimizer, parameters = self._optimizer, self._network.parameters
        used, before = self._gradient.copy(), parameters.copy()
        moments = optimizer.moments()
        optimizer.decay(learning_rate)
        decayed = parameters.copy()
        subtracted = optimizer.step(self._gradient, learning_rate).copy()
        parameters[self._frozen] = before[self._frozen]
        constants = optimizer.constants()
        return Move(
            used=used,
            before=before,
            after=parameters.copy(),
            decayed=decayed if "decay" in constants else None,
            subtracted=subtracted,
            moments_before=moments,
            moments_after=optimizer.moments(),
            constants=constants,
        )


def _result(parts: Generator[None, None, float]) -> float:
    """What a generator returns, once all of its parts are done."""
    while True:
        try:
            next(parts)
        except StopIteration as end:
            result: float = end.value
            return result
