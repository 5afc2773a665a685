"""Optimizers: what a gradient does to the parameters."""

from dataclasses import dataclass

import numpy as np

from nnviz.core.arrays import Array
from nnviz.core.optimizers.adaptive import Adagrad, Adam, AdamW, RMSProp
from nnviz.core.optimizers.optimizer import Optimizer, setting_for


class SGD(Optimizer):
    """Stochastic gradient descent: Robbins and Monro, A stochastic approximation method, 1951.

    With the parameters w, their gradient g and the learning rate eta::

        w = w - eta g
    """

    def step(self, gradient: Array, learning_rate: float | Array) -> Array:
        self._rate[()] = learning_rate
        np.multiply(gradient, self._rate, gradient)
        np.subtract(self._parameters, gradient, self._parameters)
        return gradient


class Momentum(Optimizer):
    """Momentum: Polyak, Some methods of speeding up the convergence of iteration methods, 1964.

    With a velocity v, 0 at first::

        v = mu v + g
        w = w - eta v
    """

    def __init__(self, parameters: Array) -> None:
        super().__init__(parameters)
        self._velocity = np.zeros_like(parameters)
        self.slots = (self._velocity,)
        self._momentum = setting_for(parameters)

    def configure(self, momentum: float | Array, weight_decay: float | Array) -> None:
        self._momentum[()] = momentum

    def constants(self) -> dict[str, float]:
        return {"mu": self._momentum.item()}

    def moments(self) -> dict[str, Array]:
        return {"v": self._velocity.copy()}

    def step(self, gradient: Array, learning_rate: float | Array) -> Array:
        self._rate[()] = learning_rate
        velocity = self._velocity
        np.multiply(velocity, self._momentum, velocity)
        np.add(velocity, gradient, velocity)
        np.multiply(velocity, self._rate, gradient)
        np.subtract(self._parameters, gradient, self._parameters)
        return gradient


class Nesterov(Momentum):
    """Nesterov's momentum: Sutskever et al., On the importance of momentum, ICML 2013.

    In the form that looks ahead by one velocity without moving the parameters there::

        v = mu v + g
        w = w - eta (g + mu v)
    """

    def __init__(self, parameters: Array) -> None:
        super().__init__(parameters)
        self._ahead = np.empty_like(parameters)

    def step(self, gradient: Array, learning_rate: float | Array) -> Array:
        self._rate[()] = learning_rate
        velocity, ahead = self._velocity, self._ahead
        np.multiply(velocity, self._momentum, velocity)
        np.add(velocity, gradient, velocity)
        np.multiply(velocity, self._momentum, ahead)
        np.add(gradient, ahead, gradient)
        np.multiply(gradient, self._rate, gradient)
        np.subtract(self._parameters, gradient, self._parameters)
        return gradient


@dataclass(frozen=True)
class OptimizerKind:
    """An optimizer to choose.

    Attributes
    ----------
    name : str
    make : type of Optimizer
        Made on a flat vector (n_parameters,) or a stack of them, with fresh slots.
    heeds : str or None
        The one setting that it knows beside the learning rate: "momentum" or "weight_decay".
    without_momentum : str or None
        Name of the optimizer that it is where momentum is 0.
    """

    name: str
    make: type[Optimizer]
    heeds: str | None = None
    without_momentum: str | None = None


OPTIMIZERS = {
    kind.name: kind
    for kind in (
        OptimizerKind("sgd", SGD),
        OptimizerKind("momentum", Momentum, "momentum", without_momentum="sgd"),
        OptimizerKind("nesterov", Nesterov, "momentum", without_momentum="sgd"),
        OptimizerKind("adagrad", Adagrad),
        OptimizerKind("rmsprop", RMSProp),
        OptimizerKind("adam", Adam),
        OptimizerKind("adamw", AdamW, "weight_decay"),
    )
}
