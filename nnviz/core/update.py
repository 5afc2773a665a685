"""One parameter update: a batch's gradient, all that is done to it, and the step."""

from math import inf, nan, sqrt

import numpy as np
from numpy.typing import NDArray

from nnviz.core.arrays import Array
from nnviz.core.backward import BackwardPass
from nnviz.core.clipping import clip
from nnviz.core.divergence import EXPLOSION_NORM, Diverged, diagnose
from nnviz.core.dropout import Dropout
from nnviz.core.forward import ForwardPass
from nnviz.core.losses import LOSSES
from nnviz.core.names import look_up
from nnviz.core.network import Network
from nnviz.core.optimizers import Optimizer
from nnviz.core.regularizers import REGULARIZERS, Penalty
from nnviz.core.settings import Settings
from nnviz.core.trace import Move, Trace, trace_layers

_LARGEST_SQUARE = EXPLOSION_NORM**2


class Update:
    """Updates of one network under one choice of settings.

    Parameters
    ----------
    network : Network
    optimizer : Optimizer
        On the network's parameters; its slots outlive this object.
    settings : Settings
    dropout_rng : numpy.random.Generator
    frozen : collection of int
        Indices of parameters that stay as they are.
    """

    def __init__(
        self,
        network: Network,
        optimizer: Optimizer,
        settings: Settings,
        dropout_rng: np.random.Generator,
        frozen: frozenset[int] = frozenset(),
    ) -> None:
        self._network = network
        self._optimizer = optimizer
        #: What the latest update followed: the gradient, penalty included, before clipping. The
        #: optimizer uses it as working space.
        self._gradient = np.empty_like(network.parameters)
        self._loss = look_up(LOSSES, network.loss_name, "loss")
        regularizer = look_up(REGULARIZERS, settings.regularization, "regularization")
        self._penalty = Penalty(regularizer, settings.regularization_rate, network.weight_mask())
        self._penalized = bool(self._penalty)
        self._clipping = settings.gradient_clipping
        self._limit = inf if self._clipping else _LARGEST_SQUARE
        self._dropout = Dropout(settings.dropout, dropout_rng)
        self._frozen = np.array(sorted(frozen), np.intp)
        self._passes: dict[int, tuple[ForwardPass, BackwardPass]] = {}

    def _passes_for(self, batch: int) -> tuple[ForwardPass, BackwardPass]:
        passes = self._passes.get(batch)
        if passes is None:
            forward = self._network.forward_pass(batch, dropout=self._dropout.rate > 0.0)
            passes = forward, self._network.backward_pass(forward, self._gradient)
            self._passes[batch] = passes
        return passes

    def apply(self, inputs: Array, targets: Array, learning_rate: float, step: int) -> None:
        """Move the network's parameters once.

        Parameters
        ----------
        inputs : (n_inputs + 1, batch)
            Features first, the last row ones.
        targets : (n_outputs, batch)
        learning_rate : float
        step : int
            Number of this update, counted from 1.

        Raises
        ------
        Diverged
            The gradient is not finite or too long, or the parameters are too large. Nothing has
            changed then, and the same update would come out the same.
        """
        self._move(self._differentiate(inputs, targets, step), learning_rate)

    def apply_and_measure(
        self, inputs: Array, targets: Array, learning_rate: float, step: int
    ) -> tuple[Array, Array]:
        """Do as `apply`, and tell what was followed and what was left.

        Returns
        -------
        gradient, before : (n_parameters,)
            The gradient before clipping, and the parameters before the update, as copies.
        """
        squared_norm = self._differentiate(inputs, targets, step)
        noted = self._gradient.copy(), self._network.parameters.copy()
        self._move(squared_norm, learning_rate)
        return noted

    def _differentiate(self, inputs: Array, targets: Array, step: int) -> float:
        """Fill the gradient, penalty included, and return its squared norm."""
        forward, backward = self._passes_for(targets.shape[1])
        state = None
        if forward.masks is not None:
            state = self._dropout.rng.bit_generator.state
            self._dropout.fill(forward.masks)
        forward.run(inputs)
        backward.run(inputs, targets)
        try:
            return self._check(inputs, targets, forward, step)
        except Diverged:
            # Drawn again, the same update has the same masks.
            if state is not None:
                self._dropout.rng.bit_generator.state = state
            raise

    def _check(self, inputs: Array, targets: Array, forward: ForwardPass, step: int) -> float:
        """Complete the gradient, and raise if it must not be followed."""
        gradient, parameters = self._gradient, self._network.parameters
        if self._penalized:
            self._penalty.add_to(gradient, parameters)
        if self._frozen.size:
            gradient[self._frozen] = 0.0
        squared_norm = float(gradient.dot(gradient))
        # Written so that nan counts as too large.
        if not (squared_norm < self._limit and parameters.dot(parameters) < _LARGEST_SQUARE):
            blocks, gradients = map(self._network.blocks_of, (parameters, gradient))
            raise diagnose(step, inputs, targets, forward, self._loss, blocks, gradients)
        return squared_norm

    def _move(self, squared_norm: float, learning_rate: float) -> None:
        """Follow the gradient, whose squared norm is given."""
        if self._clipping:
            clip(self._gradient, squared_norm, self._clipping)
        if self._frozen.size:
            kept = self._network.parameters[self._frozen]
            self._optimizer.update(self._gradient, learning_rate)
            self._network.parameters[self._frozen] = kept
        else:
            self._optimizer.update(self._gradient, learning_rate)

    def trace(
        self,
        inputs: Array,
        targets: Array,
        learning_rate: float,
        step: int,
        samples: NDArray[np.int64],
    ) -> Trace:
        """Do as `apply`, by the same calls, and note every number on the way.

        Parameters
        ----------
        samples : (batch,)
            Which samples of the training share these are.

        Returns
        -------
        Trace
            Where it says that there was trouble, nothing has changed; else the parameters and
            what the optimizer remembers have, and it is for the caller to put them back.
        """
        batch = targets.shape[1]
        forward, backward = self._passes_for(batch)
        if forward.masks is not None:
            self._dropout.fill(forward.masks)
        forward.run(inputs)
        arrived = backward.run_and_note(inputs, targets)
        raw = self._gradient.copy()
        trouble = move = None
        factor = 1.0
        try:
            squared_norm = self._check(inputs, targets, forward, step)
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
            inputs=inputs[:-1].copy(),
            targets=targets.copy(),
            readable=self._loss.readable(forward.outputs).copy(),
            layers=trace_layers(forward, backward, arrived),
            losses=np.array(
                [
                    self._loss.value(forward.outputs[:, i : i + 1], targets[:, i : i + 1])
                    for i in range(batch)
                ]
            ),
            loss=self._loss.value(forward.outputs, targets),
            scale=self._loss.factor(len(targets)) / batch,
            gradient=raw,
            penalty=self._penalty.added if self._penalized else None,
            gradient_norm=sqrt(squared_norm) if squared_norm >= 0.0 else nan,
            clip_factor=factor,
            move=move,
            trouble=trouble,
        )

    def _noted_move(self, learning_rate: float) -> Move:
        """What `_move` does after clipping, with notes."""
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
