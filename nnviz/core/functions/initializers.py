"""Initial weights. Biases start at zero; the choice here is what the weights start from."""

from collections.abc import Callable
from dataclasses import dataclass
from math import sqrt

import numpy as np

from nnviz.core.arrays import FloatArray


@dataclass(frozen=True)
class Initializer:
    """A distribution of initial weights.

    Attributes
    ----------
    name : str
    formula : str
        The distribution, with n_in and n_out for a layer's fan-in and fan-out.
    draw : callable (fan_in, fan_out, rng) -> (fan_in, fan_out)
        In float64 whatever the network's type, so that every type starts from the same numbers.
    """

    name: str
    formula: str
    draw: Callable[[int, int, np.random.Generator], FloatArray]


def _zeros(fan_in: int, fan_out: int, rng: np.random.Generator) -> FloatArray:
    return np.zeros((fan_in, fan_out))


def _normal(fan_in: int, fan_out: int, rng: np.random.Generator) -> FloatArray:
    return rng.standard_normal((fan_in, fan_out))


def _uniform(fan_in: int, fan_out: int, rng: np.random.Generator) -> FloatArray:
    return rng.uniform(-0.5, 0.5, (fan_in, fan_out))


def _xavier(fan_in: int, fan_out: int, rng: np.random.Generator) -> FloatArray:
    """Glorot and Bengio, Understanding the difficulty of training deep networks, 2010, eq. 16."""
    limit = sqrt(6.0 / (fan_in + fan_out))
    return rng.uniform(-limit, limit, (fan_in, fan_out))


def _he(fan_in: int, fan_out: int, rng: np.random.Generator) -> FloatArray:
    """He, Zhang, Ren and Sun, Delving deep into rectifiers, 2015, eq. 10."""
    return rng.standard_normal((fan_in, fan_out)) * sqrt(2.0 / fan_in)


def _lecun(fan_in: int, fan_out: int, rng: np.random.Generator) -> FloatArray:
    """LeCun, Bottou, Orr and Müller, Efficient backprop, 1998, section 4.6."""
    return rng.standard_normal((fan_in, fan_out)) * sqrt(1.0 / fan_in)


def _orthogonal(fan_in: int, fan_out: int, rng: np.random.Generator) -> FloatArray:
    """Saxe, McClelland and Ganguli, Exact solutions to the dynamics of learning, 2014."""
    long, short = max(fan_in, fan_out), min(fan_in, fan_out)
    q, r = np.linalg.qr(rng.standard_normal((long, short)))
    q *= np.sign(np.diag(r))  # without this the signs of QR would not be uniform
    return np.ascontiguousarray(q if fan_in == long else q.T)


INITIALIZERS = {
    initializer.name: initializer
    for initializer in (
        Initializer("zeros", "0", _zeros),
        Initializer("normal", "N(0, 1)", _normal),
        Initializer("uniform", "U(−0.5, 0.5)", _uniform),
        Initializer("xavier", "U(−r, r),  r = √(6 / (n_in + n_out))", _xavier),
        Initializer("he", "N(0, 2 / n_in)", _he),
        Initializer("lecun", "N(0, 1 / n_in)", _lecun),
        Initializer(
            "orthogonal", "columns (or rows) orthonormal, their directions random", _orthogonal
        ),
    )
}
