"""Optimizers that give each parameter a rate of its own, by the size of its gradients so far.

In their formulas w are the parameters, g is the gradient, eta the learning rate; squares, roots and
quotients are taken number by number, and what is remembered is 0 at first.
"""

from math import sqrt

import numpy as np

from nnviz.core.arrays import Array, constant
from nnviz.core.optimizers.optimizer import Optimizer, setting_for


class Adagrad(Optimizer):
    """Adagrad: Duchi, Hazan and Singer, Adaptive subgradient methods, JMLR 12, 2011.

    With the sum s of all squares so far::

        s = s + g^2
        w = w - eta g / (sqrt(s) + epsilon)
    """

    _EPSILON = 1e-10

    def __init__(self, parameters: Array) -> None:
        super().__init__(parameters)
        self._squares = np.zeros_like(parameters)
        self.slots = (self._squares,)
        self._scratch = np.empty_like(parameters)
        self._epsilon = constant(self._EPSILON, parameters.dtype)

    def constants(self) -> dict[str, float]:
        return {"epsilon": self._EPSILON}

    def moments(self) -> dict[str, Array]:
        return {"s": self._squares.copy()}

    def step(self, gradient: Array, learning_rate: float | Array) -> Array:
        self._rate[()] = learning_rate
        squares, scratch = self._squares, self._scratch
        np.multiply(gradient, gradient, scratch)
        np.add(squares, scratch, squares)
        np.sqrt(squares, scratch)
        np.add(scratch, self._epsilon, scratch)
        np.divide(gradient, scratch, gradient)
        np.multiply(gradient, self._rate, gradient)
        np.subtract(self._parameters, gradient, self._parameters)
        return gradient


class RMSProp(Optimizer):
    """RMSProp: Tieleman and Hinton, Neural networks for machine learning, lecture 6.5, 2012.

    With a moving mean s of the squares::

        s = rho s + (1 - rho) g^2
        w = w - eta g / (sqrt(s) + epsilon)
    """

    _DECAY = 0.99
    _EPSILON = 1e-8

    def __init__(self, parameters: Array) -> None:
        super().__init__(parameters)
        self._mean_square = np.zeros_like(parameters)
        self.slots = (self._mean_square,)
        self._scratch = np.empty_like(parameters)
        self._decay = constant(self._DECAY, parameters.dtype)
        self._complement = constant(1.0 - self._DECAY, parameters.dtype)
        self._epsilon = constant(self._EPSILON, parameters.dtype)

    def constants(self) -> dict[str, float]:
        return {"rho": self._DECAY, "epsilon": self._EPSILON}

    def moments(self) -> dict[str, Array]:
        return {"s": self._mean_square.copy()}

    def step(self, gradient: Array, learning_rate: float | Array) -> Array:
        self._rate[()] = learning_rate
        mean_square, scratch = self._mean_square, self._scratch
        np.multiply(mean_square, self._decay, mean_square)
        np.multiply(gradient, gradient, scratch)
        np.multiply(scratch, self._complement, scratch)
        np.add(mean_square, scratch, mean_square)
        np.sqrt(mean_square, scratch)
        np.add(scratch, self._epsilon, scratch)
        np.divide(gradient, scratch, gradient)
        np.multiply(gradient, self._rate, gradient)
        np.subtract(self._parameters, gradient, self._parameters)
        return gradient


class Adam(Optimizer):
    """Adam: Kingma and Ba, Adam: a method for stochastic optimization, ICLR 2015, algorithm 1.

    With moving means of the gradient, m, and of its square, v, in update t::

        m = beta1 m + (1 - beta1) g
        v = beta2 v + (1 - beta2) g^2
        m' = m / (1 - beta1^t)
        v' = v / (1 - beta2^t)
        w = w - eta m' / (sqrt(v') + epsilon)

    The two moments are kept as plain decaying sums, m / (1 - beta1) and v / (1 - beta2), one behind
    the other in one vector; the factors that this leaves out join the bias corrections in the step
    size. That takes a third of the calls away and computes the same update.
    """

    _BETA1 = 0.9
    _BETA2 = 0.999
    _EPSILON = 1e-8

    def __init__(self, parameters: Array) -> None:
        super().__init__(parameters)
        n, dtype = parameters.shape[-1], parameters.dtype
        self._updates = np.zeros((), np.int64)
        self._sums = np.zeros((*parameters.shape[:-1], 2 * n), dtype)
        self.slots = (self._updates, self._sums)
        self._decays = np.repeat(np.array([self._BETA1, self._BETA2], dtype), n)
        self._first, self._second = self._sums[..., :n], self._sums[..., n:]
        self._scratch = np.empty_like(parameters)
        self._epsilon = constant(0.0, dtype)

    def constants(self) -> dict[str, float]:
        updates = float(self._updates)
        return {
            "beta1": self._BETA1,
            "beta2": self._BETA2,
            "epsilon": self._EPSILON,
            "t": updates,
        }

    def moments(self) -> dict[str, Array]:
        dtype = self._sums.dtype.type
        return {
            "m": self._first * dtype(1.0 - self._BETA1),
            "v": self._second * dtype(1.0 - self._BETA2),
        }

    def step(self, gradient: Array, learning_rate: float | Array) -> Array:
        updates = int(self._updates) + 1
        self._updates[()] = updates
        correction1 = (1.0 - self._BETA1**updates) / (1.0 - self._BETA1)
        correction2 = sqrt((1.0 - self._BETA2**updates) / (1.0 - self._BETA2))
        self._rate[()] = learning_rate * correction2 / correction1
        self._epsilon[()] = self._EPSILON * correction2
        scratch = self._scratch
        np.multiply(self._sums, self._decays, self._sums)
        np.add(self._first, gradient, self._first)
        np.multiply(gradient, gradient, gradient)
        np.add(self._second, gradient, self._second)
        np.sqrt(self._second, scratch)
        np.add(scratch, self._epsilon, scratch)
        np.divide(self._first, scratch, scratch)
        np.multiply(scratch, self._rate, scratch)
        np.subtract(self._parameters, scratch, self._parameters)
        return scratch


class AdamW(Adam):
    """AdamW: Loshchilov and Hutter, Decoupled weight decay regularization, 2019, algorithm 2.

    Before each step of Adam, with the decay lambda::

        w = (1 - eta lambda) w

    As in PyTorch it acts on the biases, too.
    """

    def __init__(self, parameters: Array) -> None:
        super().__init__(parameters)
        self._weight_decay: float | Array = 0.0
        self._shrinkage = setting_for(parameters)

    def configure(self, momentum: float | Array, weight_decay: float | Array) -> None:
        self._weight_decay = weight_decay

    def constants(self) -> dict[str, float]:
        return super().constants() | {"decay": float(self._weight_decay)}

    def decay(self, learning_rate: float | Array) -> None:
        self._shrinkage[()] = 1.0 - learning_rate * self._weight_decay
        np.multiply(self._parameters, self._shrinkage, self._parameters)
