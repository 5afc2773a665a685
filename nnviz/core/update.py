"""One parameter update: a batch's gradient, all that is done to it, and the step."""

from math import inf

import numpy as np

from nnviz.core.arrays import Array
from nnviz.core.backward import BackwardPass
from nnviz.core.clipping import clip
from nnviz.core.divergence import EXPLOSION_NORM, diagnose
from nnviz.core.dropout import Dropout
from nnviz.core.forward import ForwardPass
from nnviz.core.losses import LOSSES
from nnviz.core.names import look_up
from nnviz.core.network import Network
from nnviz.core.optimizers import Optimizer
from nnviz.core.regularizers import REGULARIZERS, Penalty
from nnviz.core.settings import Settings

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
    """

    def __init__(
        self,
        network: Network,
        optimizer: Optimizer,
        settings: Settings,
        dropout_rng: np.random.Generator,
    ) -> None:
        self._network = network
        self._optimizer = optimizer
        self._gradient = np.empty_like(network.parameters)
        regularizer = look_up(REGULARIZERS, settings.regularization, "regularization")
        self._penalty = Penalty(regularizer, settings.regularization_rate, network.weight_mask())
        self._penalized = bool(self._penalty)
        self._clipping = settings.gradient_clipping
        self._limit = inf if self._clipping else _LARGEST_SQUARE
        self._dropout = Dropout(settings.dropout, dropout_rng)
        self._masks_are_drawn = False
        self._passes: dict[int, tuple[ForwardPass, BackwardPass]] = {}

    def _passes_for(self, batch: int) -> tuple[ForwardPass, BackwardPass]:
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
        batch = targets.shape[1]
        forward, backward = self._passes.get(batch) or self._passes_for(batch)
        if forward.masks is not None and not self._masks_are_drawn:
            self._dropout.fill(forward.masks)
            self._masks_are_drawn = True
        forward.run(inputs)
        backward.run(inputs, targets)
        gradient, parameters = self._gradient, self._network.parameters
        if self._penalized:
            self._penalty.add_to(gradient, parameters)
        squared_norm = float(gradient.dot(gradient))
        # Written so that nan counts as too large.
        if not (squared_norm < self._limit and parameters.dot(parameters) < _LARGEST_SQUARE):
            loss = look_up(LOSSES, self._network.loss_name, "loss")
            blocks, gradients = map(self._network.blocks_of, (parameters, gradient))
            raise diagnose(step, inputs, targets, forward, loss, blocks, gradients)
        if self._clipping:
            clip(gradient, squared_norm, self._clipping)
        self._optimizer.update(gradient, learning_rate)
        self._masks_are_drawn = False
