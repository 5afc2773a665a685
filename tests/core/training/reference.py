"""The core once more, as plainly as textbooks write it: samples as rows, nothing reused or merged.

The fast path must agree with this one. Only the order in which random numbers are drawn is shared.
"""

from collections.abc import Callable, Iterator
from math import prod

import numpy as np

from nnviz.core.arrays import Array
from nnviz.core.functions.initializers import INITIALIZERS
from nnviz.core.functions.schedules import SCHEDULES
from tests.core.run import Run


def sigmoid(z: Array) -> Array:
    return np.asarray(1.0 / (1.0 + np.exp(-z)))


def gelu(z: Array) -> Array:
    return np.asarray(0.5 * z * (1.0 + np.tanh(np.sqrt(2.0 / np.pi) * (z + 0.044715 * z**3))))


def gelu_derivative(z: Array) -> Array:
    t = np.tanh(np.sqrt(2.0 / np.pi) * (z + 0.044715 * z**3))
    du = np.sqrt(2.0 / np.pi) * (1.0 + 3.0 * 0.044715 * z**2)
    return np.asarray(0.5 * (1.0 + t) + 0.5 * z * (1.0 - t**2) * du)


Function = Callable[[Array], Array]
Slot = dict[str, Array]

ACTIVATIONS: dict[str, tuple[Function, Function]] = {
    "linear": (lambda z: z, np.ones_like),
    "relu": (lambda z: np.where(z > 0, z, 0.0), lambda z: np.where(z > 0, 1.0, 0.0)),
    "leaky_relu": (lambda z: np.where(z > 0, z, 0.01 * z), lambda z: np.where(z > 0, 1.0, 0.01)),
    "elu": (lambda z: np.where(z > 0, z, np.exp(z) - 1), lambda z: np.where(z > 0, 1.0, np.exp(z))),
    "gelu": (gelu, gelu_derivative),
    "silu": (
        lambda z: z * sigmoid(z),
        lambda z: sigmoid(z) + z * sigmoid(z) * (1.0 - sigmoid(z)),
    ),
    "sigmoid": (sigmoid, lambda z: sigmoid(z) * (1.0 - sigmoid(z))),
    "tanh": (np.tanh, lambda z: 1.0 - np.tanh(z) ** 2),
    "softplus": (lambda z: np.log(1.0 + np.exp(z)), sigmoid),
    "sine": (np.sin, np.cos),
}


def softmax(logits: Array) -> Array:
    powers = np.exp(logits)
    return np.asarray(powers / powers.sum(axis=1, keepdims=True))


#: Of outputs and targets, (batch, n_outputs): the mean loss, and its derivative by the outputs.
LOSSES: dict[str, tuple[Callable[[Array, Array], object], Callable[[Array, Array], Array]]] = {
    "mse": (lambda o, t: np.mean((o - t) ** 2), lambda o, t: 2.0 * (o - t) / o.size),
    "huber": (
        lambda o, t: np.mean(
            np.where(np.abs(o - t) < 1.0, (o - t) ** 2 / 2.0, np.abs(o - t) - 0.5)
        ),
        lambda o, t: np.where(np.abs(o - t) < 1.0, o - t, np.sign(o - t)) / o.size,
    ),
    "binary_cross_entropy": (
        lambda o, t: np.mean(-t * np.log(sigmoid(o)) - (1.0 - t) * np.log(1.0 - sigmoid(o))),
        lambda o, t: (sigmoid(o) - t) / o.size,
    ),
    "softmax_cross_entropy": (
        lambda o, t: np.mean(-np.sum(t * np.log(softmax(o)), axis=1)),
        lambda o, t: (softmax(o) - t) / len(o),
    ),
}

#: What the weights add to their gradient at rate 1.
PENALTIES: dict[str, Function] = {"none": np.zeros_like, "l1": np.sign, "l2": np.copy}


def loss_of(name: str, outputs: Array, targets: Array) -> float:
    """Mean loss; arrays are (batch, n_outputs)."""
    return float(np.asarray(LOSSES[name][0](outputs, targets)))


class ReferenceTrainer:
    """Trains a run by the book, in float64."""

    def __init__(self, run: Run) -> None:
        self.run = run
        self.data = run.make_dataset()
        rng = np.random.default_rng([run.seed, 0])
        draw = INITIALIZERS[run.initializer].draw
        pairs = list(zip(run.layer_sizes, run.layer_sizes[1:], strict=False))
        # Each parameter array beside the same layer's other: weights, biases, weights, biases...
        self.parameters: list[Array] = []
        for fan_in, fan_out in pairs:
            self.parameters += [draw(fan_in, fan_out, rng), np.zeros(fan_out)]
        self.slots: list[Slot] = [
            {name: np.zeros_like(array) for name in "msv"} for array in self.parameters
        ]
        self.shuffling = np.random.default_rng([run.seed, 1])
        self.dropout = np.random.default_rng([run.seed, 2])
        self.updates = 0

    def epochs(self, n: int) -> None:
        """Train for n passes."""
        for epoch in range(n):
            factor = SCHEDULES[self.run.schedule].factor(epoch, self.run.schedule_epochs)
            for inputs, targets in self.batches():
                gradients = self.clipped(self.penalized(self.gradients(inputs, targets)))
                self.updates += 1
                for i, gradient in enumerate(gradients):
                    self.parameters[i] = self.moved(i, gradient, self.run.learning_rate * factor)

    def batches(self) -> Iterator[tuple[Array, Array]]:
        n = len(self.data.train_inputs)
        order = self.shuffling.permutation(n)
        size = self.run.batch_size or n
        for start in range(0, n, size):
            chosen = order[start : start + size]
            yield self.data.train_inputs[chosen], self.data.train_targets[chosen]

    def masks(self, batch: int) -> list[Array]:
        """One mask per layer; drawn as rows of neurons, with one row more under each layer."""
        widths, rate = self.run.layer_sizes[1:], self.run.dropout
        if not rate:
            return [np.ones((batch, width)) for width in widths]
        numbers = self.dropout.random((sum(widths) + len(widths), batch), np.float32)
        masks: list[Array] = []
        start = 0
        for width in widths:
            masks.append((rate <= numbers[start : start + width].T) / (1.0 - rate))
            start += width + 1
        masks[-1] = np.ones_like(masks[-1])
        return masks

    def gradients(self, inputs: Array, targets: Array) -> list[Array]:
        masks = self.masks(len(inputs))
        sent, pre_activations = [inputs], []
        for layer, name in enumerate(self.run.activations):
            weights, biases = self.parameters[2 * layer : 2 * layer + 2]
            pre_activations.append(sent[-1] @ weights + biases)
            sent.append(ACTIVATIONS[name][0](pre_activations[-1]) * masks[layer])
        upstream = LOSSES[self.run.loss][1](sent[-1], targets)
        gradients: list[Array] = []
        for layer in reversed(range(len(self.run.activations))):
            derivative = ACTIVATIONS[self.run.activations[layer]][1](pre_activations[layer])
            delta = upstream * masks[layer] * derivative
            gradients = [sent[layer].T @ delta, delta.sum(axis=0), *gradients]
            upstream = delta @ self.parameters[2 * layer].T
        return gradients

    def penalized(self, gradients: list[Array]) -> list[Array]:
        for i in range(0, len(gradients), 2):
            penalty = PENALTIES[self.run.regularization](self.parameters[i])
            gradients[i] = gradients[i] + self.run.regularization_rate * penalty
        return gradients

    def clipped(self, gradients: list[Array]) -> list[Array]:
        if not self.run.gradient_clipping:
            return gradients
        norm = np.sqrt(sum(float(np.sum(gradient**2)) for gradient in gradients))
        factor = min(1.0, self.run.gradient_clipping / (norm + 1e-6))
        return [gradient * factor for gradient in gradients]

    def moved(self, i: int, g: Array, rate: float) -> Array:
        """Parameter array i after one step of the optimizer."""
        move = OPTIMIZERS[self.run.optimizer]
        return np.asarray(move(self, self.parameters[i], g, self.slots[i], rate))

    def flat(self) -> Array:
        """All parameters in the order in which a network holds them."""
        result = np.concatenate([array.ravel() for array in self.parameters])
        pairs = zip(self.run.layer_sizes, self.run.layer_sizes[1:], strict=False)
        assert result.size == sum(prod((fan_in + 1, fan_out)) for fan_in, fan_out in pairs)
        return result


def _momentum(trainer: ReferenceTrainer, p: Array, g: Array, slot: Slot, rate: float) -> Array:
    slot["v"] = trainer.run.momentum * slot["v"] + g
    return p - rate * slot["v"]


def _nesterov(trainer: ReferenceTrainer, p: Array, g: Array, slot: Slot, rate: float) -> Array:
    slot["v"] = trainer.run.momentum * slot["v"] + g
    return p - rate * (g + trainer.run.momentum * slot["v"])


def _adagrad(trainer: ReferenceTrainer, p: Array, g: Array, slot: Slot, rate: float) -> Array:
    slot["s"] = slot["s"] + g**2
    return p - rate * g / (np.sqrt(slot["s"]) + 1e-10)


def _rmsprop(trainer: ReferenceTrainer, p: Array, g: Array, slot: Slot, rate: float) -> Array:
    slot["s"] = 0.99 * slot["s"] + 0.01 * g**2
    return p - rate * g / (np.sqrt(slot["s"]) + 1e-8)


def _adam(trainer: ReferenceTrainer, p: Array, g: Array, slot: Slot, rate: float) -> Array:
    slot["m"] = 0.9 * slot["m"] + 0.1 * g
    slot["v"] = 0.999 * slot["v"] + 0.001 * g**2
    m = slot["m"] / (1.0 - 0.9**trainer.updates)
    v = slot["v"] / (1.0 - 0.999**trainer.updates)
    return np.asarray(p - rate * m / (np.sqrt(v) + 1e-8))


def _adamw(trainer: ReferenceTrainer, p: Array, g: Array, slot: Slot, rate: float) -> Array:
    return _adam(trainer, p * (1.0 - rate * trainer.run.weight_decay), g, slot, rate)


#: An array of parameters after one step, by its gradient and what is remembered of it.
OPTIMIZERS: dict[str, Callable[[ReferenceTrainer, Array, Array, Slot, float], Array]] = {
    "sgd": lambda trainer, p, g, slot, rate: p - rate * g,
    "momentum": _momentum,
    "nesterov": _nesterov,
    "adagrad": _adagrad,
    "rmsprop": _rmsprop,
    "adam": _adam,
    "adamw": _adamw,
}
