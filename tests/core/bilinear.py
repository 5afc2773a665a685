"""A network that is no chain of layers, so that nothing in training leans on there being one.

A sample is two vectors u and v. The answer is s Σ_j m_j v_j Σ_i M_ij ũ_i, where ũ is u with a 1 put
in after its first number: so the biases of the block "form" stand in the middle of it, and those of
the block "scale" nowhere. The terms of the sum over j are the units that can be switched off, and
m are the masks of dropout.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import DTypeLike

from nnviz.core.arrays import Array, columns
from nnviz.core.functions.losses import LOSSES, Loss
from nnviz.core.network.interventions import Neuron
from nnviz.core.network.trainable import lay_out
from tests.core.run import Data, Training, make_data

#: Which row of the form is biases.
BIAS = 1


class Bilinear:
    """The network; see above. `width` numbers in each of the two vectors."""

    def __init__(self, width: int, rng: np.random.Generator, dtype: DTypeLike) -> None:
        self.width = width
        self.dtype = np.dtype(dtype)
        self.silenced: frozenset[Neuron] = frozenset()
        self.blocks = lay_out([("form", (width + 1, width), BIAS), ("scale", (1, 1), None)])
        self.parameters: Array = np.empty(self.blocks[-1].stop, dtype)
        self.parameters[...] = rng.normal(0.0, 0.5, self.parameters.size)

    @property
    def loss(self) -> Loss:
        return LOSSES["mse"]

    @property
    def units(self) -> tuple[int, ...]:
        return (self.width,)

    @property
    def n_inputs(self) -> int:
        return 2 * self.width

    @property
    def numbers_per_sample(self) -> int:
        return 3 * self.width + 1

    def columns(self, samples: Array) -> Array:
        return columns(samples, self.dtype)

    def forward_pass(
        self, batch: int, *, dropout: bool = False, without: Collection[Neuron] = ()
    ) -> "BilinearForward":
        return BilinearForward(self, batch, dropout, self.silenced.union(without))

    def passes(
        self, samples: int, gradient: Array, *, batch: int | None = None, dropout: bool = False
    ) -> "tuple[BilinearForward, BilinearBackward]":
        forward = self.forward_pass(samples, dropout=dropout)
        return forward, BilinearBackward(self, forward, gradient, batch)

    def copy(self, dtype: DTypeLike) -> "Bilinear":
        twin = Bilinear(self.width, np.random.default_rng(0), dtype)
        twin.parameters[...] = self.parameters
        twin.silenced = self.silenced
        return twin


@dataclass(frozen=True)
class BilinearMasks:
    """Of the terms: (width, batch)."""

    array: Array


class BilinearForward:
    """Buffers and results of a forward pass."""

    def __init__(
        self, network: Bilinear, batch: int, dropout: bool, silenced: frozenset[Neuron]
    ) -> None:
        width, dtype = network.width, network.dtype
        self.form, self.scale = (block.of(network.parameters) for block in network.blocks)
        self.masks = BilinearMasks(np.ones((width, batch), dtype)) if dropout else None
        self.silent = sorted(index for _, index in silenced)
        self.given = np.ones((width + 1, batch), dtype)
        self.products = np.empty((width, batch), dtype)
        self.sent = np.empty((width, batch), dtype)
        self.sums = np.empty((1, batch), dtype)
        self.outputs = np.empty((1, batch), dtype)

    def run(self, inputs: Array) -> Array:
        width = len(self.products)
        self.given[:BIAS] = inputs[:BIAS]
        self.given[BIAS + 1 :] = inputs[BIAS:width]
        np.matmul(self.form.T, self.given, out=self.products)
        np.multiply(self.products, inputs[width:], self.sent)
        self.switch_off(self.sent)
        self.sums[...] = self.sent.sum(axis=0)
        np.multiply(self.sums, self.scale, self.outputs)
        return self.outputs

    def switch_off(self, terms: Array) -> None:
        """What masks and silenced units leave of the terms, or of the derivatives by them."""
        if self.masks is not None:
            np.multiply(terms, self.masks.array, terms)
        terms[self.silent] = 0.0

    def results(self) -> Iterator[tuple[int, Array]]:
        yield 1, self.products
        yield 2, self.outputs


class BilinearBackward:
    """The gradient of the mean squared error."""

    def __init__(
        self, network: Bilinear, forward: BilinearForward, gradient: Array, batch: int | None
    ) -> None:
        self._forward = forward
        self._loss = network.loss
        self._form, self._scale = (block.of(gradient) for block in network.blocks)
        samples = forward.outputs.shape[1]
        self._factor = network.loss.factor(1) / (samples if batch is None else batch)
        self._delta = np.empty_like(forward.outputs)

    def run(self, inputs: Array, targets: Array, weights: Array | None = None) -> None:
        forward, delta = self._forward, self._delta
        self._loss.residual(forward.outputs, targets, delta)
        delta *= self._factor
        if weights is not None:
            delta *= weights
        self._scale[...] = (forward.sums * delta).sum()
        terms = np.repeat(delta * forward.scale, len(forward.sent), axis=0)
        forward.switch_off(terms)
        terms *= inputs[len(terms) :]
        np.matmul(forward.given, terms.T, out=self._form)

    def note(self, inputs: Array, targets: Array, weights: Array | None = None) -> "BilinearNotes":
        self.run(inputs, targets, weights)
        return BilinearNotes(self._forward.sent.copy(), self._delta.copy())


@dataclass(frozen=True, eq=False)
class BilinearNotes:
    """The terms, (width, batch), and the derivative of the loss by the answer, (1, batch)."""

    sent: Array
    deltas: Array

    def arrays(self) -> Iterator[tuple[str, Array]]:
        yield "sent", self.sent
        yield "delta", self.deltas


@dataclass(frozen=True, kw_only=True)
class BilinearRun(Training):
    """Settings of a bilinear network."""

    width: int = 3
    n_train: int = 24
    n_test: int = 10

    def make_dataset(self) -> Data:
        """Pairs of vectors."""
        return make_data("mse", 2 * self.width, 1, self.n_train, self.n_test, seed=3 + self.dataset)

    def make_network(self, rng: np.random.Generator, dtype: DTypeLike) -> Bilinear:
        """The network, as yet untrained."""
        return Bilinear(self.width, rng, dtype)
